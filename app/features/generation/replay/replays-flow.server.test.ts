import { expect, test } from "vitest";
import { changeCampaignState } from "#app/features/campaigns/change-state.server.ts";
import { nextMessages, writtenText } from "#app/features/campaigns/generation-recipes/messages.ts";
import { stepSeed } from "#app/features/campaigns/generation-recipes/step-seed.ts";
import type { SubmittedSample } from "#app/features/generation/api.ts";
import { drawRows } from "#app/features/generation/engine/node-model.server.ts";
import { starter } from "#app/features/generation/models/catalogue.ts";
import { decideByServer } from "#app/features/generation/replay/replays-decide.server.ts";
import { leaseReplays } from "#app/features/generation/replay/replays-lease.server.ts";
import { isLookedAtTwice } from "#app/features/generation/replay/secret-draw.server.ts";
import { verifySamples } from "#app/features/generation/replay/verify.server.ts";
import { balanceOf } from "#app/features/ledger/append.server.ts";
import { campaignReserved } from "#app/features/ledger/entry.ts";
import { db } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { seededRandom } from "#app/lib/seeded-random.ts";
import {
  drawn,
  lease,
  leased,
  liveCampaign,
  newAddress,
  samplePriceWei,
  send,
  verify,
} from "#scripts/test/generating.ts";
import {
  addLike,
  chooseLook,
  clearBefore,
  copyId,
  earned,
  lazy,
  replayWei,
  unheld,
  verifyAs,
  written,
} from "#scripts/test/verifying.ts";

const anyBlock = `0x${"5e".repeat(32)}`;

/** A sample of a campaign whose samples the server draws again, before its draw. */
async function submitted(looksTwice: boolean) {
  const { id } = await liveCampaign({ candidates: 2, maxNewTokens: 16 });
  const writer = newAddress();
  const view = await leased(id, writer, { candidates: 1 });
  await send(view, writer, await drawn(view));
  const { id: drawnId } = await db().sample.findFirstOrThrow({ where: { leaseId: view.id } });
  return chooseLook(drawnId, looksTwice);
}

test("the server decides at once, and a member who finds the same in a control is paid; a lazy one is not", async () => {
  for (const change of [undefined, lazy]) {
    await clearBefore(1_000n);
    const id = await submitted(true);
    await verifySamples({ sampleIds: [id], blockHash: anyBlock, now: new Date() });
    expect(await db().sample.findUnique({ where: { id } })).toMatchObject({ state: "accepted", replay: "passed" });
    const verifier = newAddress();
    await verifyAs(verifier, change);
    expect(await earned(verifier)).toBe(change ? 0n : replayWei);
    expect(await db().sample.findUnique({ where: { id } })).toMatchObject({ state: "accepted", replay: "passed" });
  }
});

test("most samples that the server decides have no control", async () => {
  await clearBefore(1_000n);
  const id = await submitted(false);
  await verifySamples({ sampleIds: [id], blockHash: anyBlock, now: new Date() });
  expect(await db().replay.count({ where: { sampleId: id } })).toBe(0);
  const drawn = Array.from({ length: 2_000 }, (_, number) => isLookedAtTwice(`sample-${number}`)).filter(
    Boolean,
  ).length;
  expect(drawn).toBeGreaterThan(400);
  expect(drawn).toBeLessThan(600);
});

test("what a member passes is looked at again by the server now and then, and pays by what it finds", async () => {
  await clearBefore(1_000n);
  const { id, sample } = await written({ looksTwice: true });
  const verifier = newAddress();
  await verifyAs(verifier);
  expect((await sample()).state).toBe("submitted");
  await decideByServer(id, new Date());
  expect(await sample()).toMatchObject({ state: "accepted", replay: "passed" });
  expect(await earned(verifier)).toBe(replayWei);
});

test("a campaign that closes meanwhile still decides, pays and gives back the rest", async () => {
  await clearBefore(1_000n);
  const { campaignId, requester, writer, sample } = await written({ draft: unheld });
  await changeCampaignState({ campaignId, requester, step: "close" });
  const verifier = newAddress();
  await verifyAs(verifier);
  expect(await sample()).toMatchObject({ state: "accepted", replay: "passed" });
  expect(await earned(writer)).toBe(samplePriceWei);
  expect(await earned(verifier)).toBe(replayWei);
  expect(await balanceOf(db(), campaignReserved(campaignId))).toBeGreaterThanOrEqual(0n);
});

test("each step of a recipe is drawn by its own seed, shown to the verifier, and found when forged", async () => {
  const recipe = { name: "critique-and-revise/1" } as const;
  for (const forgedStep of [null, 1]) {
    await clearBefore(1_000n);
    const { id: campaignId } = await liveCampaign({ maxNewTokens: 12, draft: { ...unheld, recipe } });
    const writer = newAddress();
    const view = await leased(campaignId, writer, { models: [copyId] });
    expect(view).toMatchObject({ recipe, steps: 3, slots: [0, 1, 2, 3] });
    const sample = await firstWhole(view, forgedStep);
    const result = await send(view, writer, [sample]);
    const id = await chooseLook((result.ok && result.results[0]?.sampleId) || "", false);
    expect(await db().sample.findUnique({ where: { id } })).toMatchObject({
      provenance: { recipe: "critique-and-revise/1", slot: view.seeds.indexOf(sample.seed), steps: 3 },
      steps: [{}, {}],
    });
    await verifySamples({ sampleIds: [id], blockHash: anyBlock, now: new Date() });
    await verifyAs(newAddress());
    if (forgedStep !== null) await verifyAs(newAddress());
    expect(await db().sample.findUnique({ where: { id } })).toMatchObject(
      forgedStep === null ? { state: "accepted", replay: "passed" } : { state: "rejected", replay: "failed" },
    );
  }
});

type View = Awaited<ReturnType<typeof leased>>;

/** Of the first slot in which each step says something. */
async function firstWhole(view: View, forgedStep: number | null): Promise<SubmittedSample> {
  for (const slot of view.slots) {
    const sample = await wholeSample(view, slot, forgedStep);
    if (sample) return sample;
  }
  throw new Error("one of the slots says something at each step");
}

/** All steps of a sample, as an honest device draws them; `forgedStep` from a seed of the writer's own choice. */
async function wholeSample(view: View, slot: number, forgedStep: number | null): Promise<SubmittedSample | null> {
  const { prompt, recipe, params } = view;
  const seed = view.seeds[slot] ?? 0;
  const drawnSteps: Array<Omit<SubmittedSample, "seed" | "tokensPerSecond" | "steps">> = [];
  for (;;) {
    const written = drawnSteps.map(({ text }) => text);
    const messages = nextMessages(recipe, { promptId: prompt.id, ...prompt, slot, written });
    if (!messages) break;
    const step = drawnSteps.length;
    const own = (stepSeed(seed, step) ^ (step === forgedStep ? 0x5eed : 0)) >>> 0;
    const [row] = await drawRows({ messages, seeds: [own], params });
    if (!row) return null;
    const { tokenIds, text, finishReason, logProbabilities } = row;
    drawnSteps.push({ tokenIds, text, finishReason, ...(logProbabilities ? { logProbabilities } : {}) });
  }
  const last = drawnSteps.pop();
  if (!last || last.text === "") return null;
  const written = [...drawnSteps.map(({ text }) => text), last.text];
  const text = writtenText(recipe, { messages: prompt.messages, written });
  return { ...last, text, seed, tokensPerSecond: 9, steps: drawnSteps };
}

test("nobody verifies more in a day than a member may send", async () => {
  await clearBefore(1_000n);
  const { id } = await written();
  const address = newAddress();
  const ids = await addLike(id, env().SAMPLES_PER_DAY);
  const done = { state: "done" as const, address, leasedAt: new Date(), settledAt: new Date() };
  await db().replay.updateMany({ where: { id: { in: ids } }, data: done });
  const ask = () => leaseReplays({ address, models: [starter.id], count: 1, now: new Date() });
  expect(await ask()).toEqual({ ok: false, why: "daily-limit" });
  await db().replay.delete({ where: { id: ids[0] ?? "" } });
  expect(await ask()).toMatchObject({ ok: true, replays: [{ priceWei: "4" }] });
});

test("a pass that is looked at twice waits for another member, where the server can't look", async () => {
  await clearBefore(1_000n);
  const { sample, replay } = await written({ draft: unheld, looksTwice: true });
  const [first, second] = [newAddress(), newAddress()];
  await verifyAs(first);
  expect((await sample()).state).toBe("suspect");
  expect(await replay("second")).toMatchObject({ state: "open" });
  await verifyAs(second);
  expect(await sample()).toMatchObject({ state: "accepted", replay: "passed" });
  expect(await Promise.all([first, second].map(earned))).toEqual([replayWei, replayWei]);
});

test("a forger's friend, whom he tells his seed, is outvoted where the sample is looked at twice", async () => {
  await clearBefore(1_000n);
  const { sample } = await written({ draft: unheld, forge: true, looksTwice: true });
  const { seed } = await sample();
  const random = seededRandom(Number(seed));
  const [friend, second, third] = [newAddress(), newAddress(), newAddress()];
  // True widths, so that a run is shown, each put where the seed's point falls.
  await verifyAs(friend, ({ low, high }) => {
    const width = high - low;
    const start = Math.max(0, Math.min(1 - width, random.nextFloat() - width / 2));
    return { low: start, high: start + width, wideLow: start, wideHigh: start + width };
  });
  await verifyAs(second);
  expect((await sample()).state).toBe("suspect");
  await verifyAs(third);
  expect(await sample()).toMatchObject({ state: "rejected", replay: "failed" });
  expect(await Promise.all([friend, second, third].map(earned))).toEqual([0n, replayWei, replayWei]);
});

test("whose sample failed has all of theirs drawn again, and gets no more of that prompt", async () => {
  await clearBefore(1_000n);
  const { writer, campaignId, view, id } = await written({ forge: true });
  await decideByServer(id, new Date());
  expect(await lease(campaignId, writer)).toEqual({ ok: true, leases: [] });
  await db().generationLease.update({ where: { id: view.id }, data: { expiresAt: new Date() } });
  expect(await lease(campaignId, writer)).toEqual({ ok: true, leases: [] });
  expect((await leased(campaignId, newAddress())).prompt.id).toBe(view.prompt.id);

  const other = await liveCampaign({ replayShareBps: 0, maxNewTokens: 16 });
  for (const [address, replay] of [
    [writer, "passed"],
    [newAddress(), "none"],
  ] as const) {
    const next = await leased(other.id, address, { candidates: 1 });
    await send(next, address, await drawn(next));
    await verify(next.id);
    expect(await db().sample.findFirst({ where: { leaseId: next.id } })).toMatchObject({ replay });
  }
});

test("a replay's lease is not prolonged by asking again", async () => {
  await clearBefore(1_000n);
  await written();
  const address = newAddress();
  const ask = async (now: Date) => {
    const result = await leaseReplays({ address, models: [starter.id], count: 1, now });
    return result.ok ? result.replays.map(({ expiresAt }) => expiresAt) : [];
  };
  const [expiresAt = ""] = await ask(new Date());
  expect(await ask(new Date(new Date(expiresAt).getTime() - 1))).toEqual([expiresAt]);
  expect(await ask(new Date(expiresAt))).toEqual([]);
});

test("a generation lease is renewed for so long and no longer", async () => {
  const { id } = await liveCampaign();
  const [address, other] = [newAddress(), newAddress()];
  let now = new Date();
  const first = await leased(id, address, { now });
  let ids = [first.id];
  for (let round = 0; round < 8 && ids[0] === first.id; round++) {
    now = new Date(now.getTime() + env().GENERATION_LEASE_SECONDS * 900);
    const again = await lease(id, address, { now });
    ids = again.ok ? again.leases.map((view) => view.id) : [];
  }
  expect(ids).not.toContain(first.id);
  const later = new Date(now.getTime() + env().GENERATION_LEASE_SECONDS * 1_001);
  expect((await leased(id, other, { now: later })).prompt.id).toBe(first.prompt.id);
});
