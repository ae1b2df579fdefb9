import { expect, test } from "vitest";
import { starter } from "#app/features/generation/models/catalogue.ts";
import type { MeasuredReplay } from "#app/features/generation/replay/replay-api.ts";
import { decideByServer } from "#app/features/generation/replay/replays-decide.server.ts";
import { leaseReplays } from "#app/features/generation/replay/replays-lease.server.ts";
import { settleReplays } from "#app/features/generation/replay/replays-settle.server.ts";
import { submitReplays } from "#app/features/generation/replay/replays-submit.server.ts";
import { balanceOf } from "#app/features/ledger/append.server.ts";
import { reviewersAccount } from "#app/features/ledger/entry.ts";
import { db } from "#app/lib/db.server.ts";
import { newAddress } from "#scripts/test/generating.ts";
import {
  addLike,
  changed,
  clearBefore,
  dayMs,
  earned,
  lazy,
  measured,
  moveToReviewers,
  replayWei,
  slander,
  take,
  unheld,
  verifyAs,
  written,
} from "#scripts/test/verifying.ts";

test("nobody verifies their own sample, one of a campaign that they pay for, or one sample twice", async () => {
  await clearBefore(1_000n);
  const { writer, requester } = await written({ draft: unheld, forge: true });
  expect(await take(writer)).toEqual([]);
  expect(await take(requester)).toEqual([]);
  const verifier = newAddress();
  await verifyAs(verifier);
  expect(await take(verifier)).toEqual([]);
  expect(await take(newAddress(), { models: ["another/model"] })).toEqual([]);
});

test("the same finding sent again gives the same answer, and a changed one changes nothing", async () => {
  await clearBefore(1_000n);
  const { sample } = await written({ draft: unheld });
  const verifier = newAddress();
  const sent = await verifyAs(verifier);
  const again = [sent, changed(sent, slander)];
  const results = await submitReplays({ replays: again, address: verifier, now: new Date() });
  expect(results.map(({ state }) => state)).toEqual(["recorded", "recorded"]);
  await Promise.all([settleReplays(new Date()), settleReplays(new Date())]);
  expect((await sample()).state).toBe("accepted");
  expect(await earned(verifier)).toBe(replayWei);
});

test("a replay of somebody else, one that does not exist, and measures of another length are refused", async () => {
  await clearBefore(1_000n);
  const { sample } = await written();
  const verifier = newAddress();
  const [view] = await take(verifier);
  if (!view) throw new Error("a replay is leased");
  const sent = await measured(view);
  const refusals = async (replay: MeasuredReplay, address: string) =>
    (await submitReplays({ replays: [replay], address, now: new Date() })).map(({ code }) => code);
  expect(await refusals(sent, newAddress())).toEqual(["not-found"]);
  expect(await refusals({ ...sent, id: (await sample()).id }, verifier)).toEqual(["not-found"]);
  const short = { ...sent, steps: sent.steps.map(({ measures, text }) => ({ measures: measures.slice(1), text })) };
  expect(await refusals(short, verifier)).toEqual(["measures-mismatch"]);
  expect(await refusals({ ...sent, steps: [...sent.steps, ...sent.steps] }, verifier)).toEqual(["measures-mismatch"]);
  expect((await sample()).state).toBe("submitted");
});

test("of 64 who ask at once one gets the replay, and each of eight goes to one", async () => {
  await clearBefore(10_000n);
  const { id } = await written();
  const takers = Array.from({ length: 64 }, newAddress);
  const one = await Promise.all(takers.map((address) => take(address)));
  expect(one.flat()).toHaveLength(1);

  await addLike(id, 7);
  await db().replay.updateMany({ where: { state: "leased" }, data: { expiresAt: new Date(0) } });
  const all = (
    await Promise.all(Array.from({ length: 24 }, newAddress).map((address) => take(address, { count: 2 })))
  ).flat();
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  expect(all).toHaveLength(8);
});

test("a lease that ran out goes to the next; whoever had it is refused then, and not before", async () => {
  await clearBefore(1_000n);
  const { sample } = await written({ draft: unheld });
  const [first, second] = [newAddress(), newAddress()];
  const [view] = await take(first);
  if (!view) throw new Error("a replay is leased");
  const late = new Date(new Date(view.expiresAt).getTime() + 1);
  expect(await take(second)).toEqual([]);
  expect((await take(second, { now: late })).map(({ id }) => id)).toEqual([view.id]);
  const sent = await measured(view);
  expect(await submitReplays({ replays: [sent], address: first, now: late })).toEqual([
    { id: view.id, state: "refused", code: "not-found" },
  ]);
  expect(await submitReplays({ replays: [sent], address: second, now: late })).toEqual([
    { id: view.id, state: "recorded" },
  ]);
  expect((await sample()).state).toBe("accepted");
});

test("replays are leased only as far as reviewers can pay all that it has promised", async () => {
  await clearBefore(replayWei * 2n + 1n);
  await addLike((await written()).id, 2);
  const [first, second] = [newAddress(), newAddress()];
  const held = await Promise.all([take(first, { count: 2 }), take(second, { count: 2 })]);
  expect(held.flat()).toHaveLength(2);
  expect(await take(newAddress())).toEqual([]);
});

test("what reviewers can't pay waits and is paid once it can, once", async () => {
  await clearBefore(1_000n);
  await written({ draft: unheld });
  const verifier = newAddress();
  await verifyAs(verifier);
  const holds = await balanceOf(db(), reviewersAccount);
  await moveToReviewers(1n - holds);
  expect(await earned(verifier)).toBe(0n);
  expect(await balanceOf(db(), reviewersAccount)).toBe(1n);
  await moveToReviewers(1_000n);
  expect(await earned(verifier)).toBe(replayWei);
  expect(await earned(verifier)).toBe(replayWei);
});

test("nobody came within a day: the server decides where it can, else the sample passes unreplayed", async () => {
  await clearBefore(1_000n);
  const held = await written({ forge: true });
  const other = await written({ draft: unheld });
  const tomorrow = new Date(Date.now() + dayMs + 1);
  await settleReplays(tomorrow);
  expect((await held.replay("decide"))?.state).toBe("void");
  expect(await take(newAddress(), { now: tomorrow })).toEqual([]);
  for (const { id } of [held, other]) await decideByServer(id, tomorrow);
  expect(await held.sample()).toMatchObject({ state: "rejected", replay: "failed" });
  expect(await other.sample()).toMatchObject({ state: "accepted", replay: "none" });
});

test("whoever still works on a replay when its day is over may finish, and is paid when right", async () => {
  await clearBefore(1_000n);
  const { id, sample } = await written();
  const verifier = newAddress();
  const [view] = await take(verifier);
  if (!view) throw new Error("a replay is leased");
  await decideByServer(id, new Date());
  expect((await sample()).state).toBe("accepted");
  const results = await submitReplays({ replays: [await measured(view)], address: verifier, now: new Date() });
  expect(results).toEqual([{ id: view.id, state: "recorded" }]);
  expect(await earned(verifier)).toBe(replayWei);
});

test("a sample that was rejected meanwhile stays so, and its verifier is paid by what was decided", async () => {
  await clearBefore(1_000n);
  const { id, sample } = await written({ forge: true });
  const [honest, idle] = [newAddress(), newAddress()];
  const [view] = await take(honest);
  if (!view) throw new Error("a replay is leased");
  await decideByServer(id, new Date());
  const rejected = await sample();
  expect(rejected.state).toBe("rejected");
  await submitReplays({ replays: [changed(await measured(view), lazy)], address: honest, now: new Date() });
  expect(await sample()).toEqual(rejected);
  expect(await earned(honest)).toBe(0n);
  expect(await take(idle)).toEqual([]);
});

test("whoever disagrees again and again is told so and leases nothing for days; whoever mostly agrees goes on", async () => {
  await clearBefore(1_000n);
  const [wrong, mostlyRight] = [newAddress(), newAddress()];
  const { id } = await written();
  for (const [address, agreed] of [
    [wrong, 0],
    [mostlyRight, 6],
  ] as const) {
    const ids = await addLike(id, 5 + agreed);
    const done = { state: "done" as const, address, doneAt: new Date(), settledAt: new Date(), measures: [] };
    await db().replay.updateMany({ where: { id: { in: ids } }, data: { ...done, agrees: false } });
    await db().replay.updateMany({ where: { id: { in: ids.slice(5) } }, data: { agrees: true } });
  }
  const ask = (address: string, now = new Date()) => leaseReplays({ address, models: [starter.id], count: 1, now });
  expect(await ask(wrong)).toEqual({ ok: false, why: "disagrees-too-often" });
  expect(await ask(mostlyRight)).toMatchObject({ ok: true, replays: [{ priceWei: "4" }] });
  const nextWeek = new Date(Date.now() + 8 * dayMs);
  await db().replay.updateMany({
    where: { state: { in: ["open", "leased"] } },
    data: { state: "open", dueAt: new Date(nextWeek.getTime() + dayMs) },
  });
  expect(await ask(wrong, nextWeek)).toMatchObject({ ok: true, replays: [{}] });
});
