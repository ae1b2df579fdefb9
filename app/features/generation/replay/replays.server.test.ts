import { expect, test } from "vitest";
import { starter } from "#app/features/generation/models/catalogue.ts";
import { decideByServer } from "#app/features/generation/replay/replays-decide.server.ts";
import { reviewOf } from "#app/features/ledger/entry.ts";
import { db } from "#app/lib/db.server.ts";
import { newAddress, samplePriceWei, verify } from "#scripts/test/generating.ts";
import {
  clearBefore,
  earned,
  lazy,
  replayWei,
  shifted,
  slander,
  take,
  unheld,
  verifyAs,
  written,
} from "#scripts/test/verifying.ts";

test("a verifier is shown what was asked and drawn, and neither the seed nor the writer's figures", async () => {
  await clearBefore(1_000n);
  const { sample } = await written();
  const [view] = await take(newAddress());
  const { tokenIds, seed, logProbabilities } = await sample();
  expect(view).toMatchObject({ priceWei: "4", backend: "node", model: { id: starter.id, dtype: "fp32" } });
  expect(view?.steps).toMatchObject([{ tokenIds, messages: [{ role: "user" }] }]);
  const shown = JSON.stringify(view);
  expect(shown).not.toContain(String(seed));
  const figures = logProbabilities.map(String).filter((figure) => figure.length > 6);
  expect(figures.length).toBeGreaterThan(0);
  expect(figures.filter((figure) => shown.includes(figure.slice(1, 7)))).toEqual([]);
});

test("an honest sample waits for its verifier, passes, and both are paid", async () => {
  await clearBefore(1_000n);
  const { sample, writer } = await written({ draft: unheld });
  expect((await sample()).state).toBe("submitted");
  const verifier = newAddress();
  await verifyAs(verifier);
  expect(await sample()).toMatchObject({ state: "accepted", replay: "passed" });
  expect(await earned(writer)).toBe(samplePriceWei);
  expect(await earned(verifier)).toBe(replayWei);
  const [entry] = await db().entry.findMany({
    where: { kind: "verification", postings: { some: { account: reviewOf(verifier) } } },
    include: { postings: true },
  });
  expect(entry?.postings.reduce((sum, { amountWei }) => sum + Number(amountWei), 0)).toBe(0);
});

test("what waits for a member is not drawn anew when more of its lease is sent", async () => {
  await clearBefore(1_000n);
  const { sample, view } = await written();
  const before = await sample();
  await verify(view.id);
  expect(await sample()).toEqual(before);
});

test("a forgery fails by two members who found the same, and its slot is free again", async () => {
  await clearBefore(1_000n);
  const { sample } = await written({ draft: unheld, forge: true });
  const [first, second] = [newAddress(), newAddress()];
  await verifyAs(first);
  expect((await sample()).state).toBe("suspect");
  await verifyAs(second);
  expect(await sample()).toMatchObject({
    state: "rejected",
    replay: "failed",
    reason: "replay-failed",
    slotSpent: false,
  });
  expect(await Promise.all([first, second].map(earned))).toEqual([replayWei, replayWei]);
});

test("a lazy verifier, who passes everything without running the model, passes no forgery and is not paid", async () => {
  await clearBefore(1_000n);
  const { sample } = await written({ forge: true });
  const idle = newAddress();
  await verifyAs(idle, lazy);
  expect((await sample()).state).toBe("submitted");
  await decideByServer((await sample()).id, new Date());
  expect(await sample()).toMatchObject({ state: "rejected", replay: "failed" });
  expect(await earned(idle)).toBe(0n);
  const entry = await db().entry.findFirstOrThrow({
    where: { kind: "verification", postings: { none: {} } },
    orderBy: { seq: "desc" },
  });
  expect(entry.reason).toBe("disagrees-with-replay");
});

test("a liar costs an honest writer nothing: honest runs of the model outweigh it", async () => {
  for (const lie of [slander, shifted]) {
    await clearBefore(1_000n);
    const { sample, writer } = await written({ draft: unheld });
    const [liar, honest] = [newAddress(), newAddress()];
    await verifyAs(liar, lie);
    expect((await sample()).state).toBe("suspect");
    await verifyAs(honest);
    // Who ran the model and lies has a vote: a third settles it.
    if (lie === shifted) expect((await sample()).state).toBe("suspect");
    if (lie === shifted) await verifyAs(newAddress());
    expect(await sample()).toMatchObject({ state: "accepted", replay: "passed" });
    expect(await earned(writer)).toBe(samplePriceWei);
    expect(await earned(honest)).toBe(replayWei);
    expect(await earned(liar)).toBe(0n);
  }
});

test("two who agreed beforehand pass no forgery of a model that the server holds, and fail no honest sample of it", async () => {
  for (const [forge, lie] of [
    [true, lazy],
    [false, slander],
  ] as const) {
    await clearBefore(1_000n);
    const { sample, id } = await written({ forge });
    // A pass that shows no run is the server's to settle at once: the other never gets to say anything.
    const colluders = lie === lazy ? [newAddress()] : [newAddress(), newAddress()];
    for (const address of colluders) await verifyAs(address, lie);
    expect((await sample()).state).toBe(lie === lazy ? "submitted" : "suspect");
    await decideByServer(id, new Date());
    expect(await sample()).toMatchObject(
      forge ? { state: "rejected", replay: "failed" } : { state: "accepted", replay: "passed" },
    );
    expect(await Promise.all(colluders.map(earned))).toEqual(colluders.map(() => 0n));
  }
});

test("two who agreed beforehand earn nothing by passing what the server can't look at", async () => {
  await clearBefore(1_000n);
  const { sample, id } = await written({ draft: unheld, forge: true });
  const colluders = [newAddress(), newAddress()];
  for (const address of colluders) await verifyAs(address, lazy);
  expect((await sample()).state).toBe("suspect");
  await decideByServer(id, new Date());
  // Nothing was shown against it, and nothing for it: it says so.
  expect(await sample()).toMatchObject({ state: "accepted", replay: "none" });
  expect(await Promise.all(colluders.map(earned))).toEqual([0n, 0n]);
});

test("a text that its tokens do not say fails, where only members can read the tokens", async () => {
  await clearBefore(1_000n);
  const { sample, id } = await written({ draft: unheld });
  const { text } = await sample();
  await db().sample.update({ where: { id }, data: { text: `${text} and more` } });
  for (const address of [newAddress(), newAddress()]) await verifyAs(address);
  expect(await sample()).toMatchObject({ state: "rejected", replay: "failed" });
});
