import { expect, test } from "vitest";
import { changeCampaignState } from "#app/features/campaigns/change-state.server.ts";
import { nextMessages, writtenText } from "#app/features/campaigns/generation-recipes/messages.ts";
import { stepSeed } from "#app/features/campaigns/generation-recipes/step-seed.ts";
import type { SubmittedSample } from "#app/features/generation/api.ts";
import { starter } from "#app/features/generation/catalogue.ts";
import { drawRows } from "#app/features/generation/node-model.server.ts";
import { decideByServer } from "#app/features/generation/replays-decide.server.ts";
import { leaseReplays } from "#app/features/generation/replays-lease.server.ts";
import { isControlDrawn, verifySamples } from "#app/features/generation/verify.server.ts";
import { balanceOf } from "#app/features/ledger/append.server.ts";
import { campaignReserved } from "#app/features/ledger/entry.ts";
import { db } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { drawn, leased, liveCampaign, newAddress, samplePriceWei, send } from "#scripts/test/generating.ts";
import {
  addLike,
  clearBefore,
  copyId,
  earned,
  lazy,
  replayWei,
  unheld,
  verifyAs,
  written,
} from "#scripts/test/verifying.ts";

/** A block that draws this sample's control, or does not. */
function blockFor(sampleId: string, isControlled: boolean): string {
  for (let number = 1; ; number++) {
    const blockHash = `0x${number.toString(16).padStart(64, "0")}`;
    if (isControlDrawn({ blockHash, sampleId }) === isControlled) return blockHash;
  }
}

/** A sample of a campaign whose samples the server draws again, before its draw. */
async function submitted() {
  const { id } = await liveCampaign({ candidates: 2, maxNewTokens: 16 });
  const writer = newAddress();
  const view = await leased(id, writer, { candidates: 1 });
  await send(view, writer, await drawn(view));
  return db().sample.findFirstOrThrow({ where: { leaseId: view.id } });
}

test("the server decides at once, and a member who finds the same in a control is paid; a lazy one is not", async () => {
  for (const change of [undefined, lazy]) {
    await clearBefore(1_000n);
    const { id } = await submitted();
    await verifySamples({ sampleIds: [id], blockHash: blockFor(id, true), now: new Date() });
    expect(await db().sample.findUnique({ where: { id } })).toMatchObject({ state: "accepted", replay: "passed" });
    const verifier = newAddress();
    await verifyAs(verifier, change);
    expect(await earned(verifier)).toBe(change ? 0n : replayWei);
    expect(await db().sample.findUnique({ where: { id } })).toMatchObject({ state: "accepted", replay: "passed" });
  }
});

test("most samples that the server decides have no control", async () => {
  await clearBefore(1_000n);
  const { id } = await submitted();
  await verifySamples({ sampleIds: [id], blockHash: blockFor(id, false), now: new Date() });
  expect(await db().replay.count({ where: { sampleId: id } })).toBe(0);
  const drawn = Array.from({ length: 2_000 }, (_, number) =>
    isControlDrawn({ blockHash: `0x${"ab".repeat(32)}`, sampleId: `sample-${number}` }),
  ).filter(Boolean).length;
  expect(drawn).toBeGreaterThan(400);
  expect(drawn).toBeLessThan(600);
});

test("what a member passes is looked at again by the server now and then, and pays by what it finds", async () => {
  await clearBefore(1_000n);
  const { id, sample } = await written();
  const blockHash = blockFor(id, true);
  const provenance = { ...Object((await sample()).provenance), drawnBy: blockHash };
  await db().sample.update({ where: { id }, data: { provenance } });
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
    const id = (result.ok && result.results[0]?.sampleId) || "";
    expect(await db().sample.findUnique({ where: { id } })).toMatchObject({
      provenance: { recipe: "critique-and-revise/1", slot: view.seeds.indexOf(sample.seed), steps: 3 },
      steps: [{}, {}],
    });
    await verifySamples({ sampleIds: [id], blockHash: blockFor(id, false), now: new Date() });
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
  expect(await ask()).toMatchObject({ ok: true, replays: [{ priceWei: "25" }] });
});
