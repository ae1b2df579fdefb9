import { expect, test } from "vitest";
import { leasePrompts } from "#app/features/generation/leases/lease.server.ts";
import { slotSeeds } from "#app/features/generation/leases/seeds.server.ts";
import { measuredHere, sampleRecord } from "#app/features/generation/replay/measured-here.server.ts";
import { verdictOn } from "#app/features/generation/submission/sample-record.ts";
import { balanceOf } from "#app/features/ledger/append.server.ts";
import { campaignReserved, reviewOf } from "#app/features/ledger/entry.ts";
import { db, pool } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
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
import { copyId, unheld } from "#scripts/test/verifying.ts";

async function jobsNamed(name: string): Promise<Array<{ key: string | null }>> {
  const found = await pool().query(
    `select job.key from graphile_worker._private_jobs job join graphile_worker._private_tasks task on task.id = job.task_id where task.identifier = $1`,
    [name],
  );
  return found.rows;
}

test("a slot's seed never changes, and no two slots of a prompt share one", () => {
  expect(slotSeeds("prompt", 32)).toEqual(slotSeeds("prompt", 32));
  expect(slotSeeds("prompt", 4)).toEqual(slotSeeds("prompt", 32).slice(0, 4));
  expect(new Set(slotSeeds("prompt", 32)).size).toBe(32);
  expect(slotSeeds("prompt", 4)).not.toEqual(slotSeeds("other", 4));
});

test("a prompt has one live lease, and once it has expired the next member gets the same seeds", async () => {
  const { id } = await liveCampaign();
  const [first, second] = [newAddress(), newAddress()];
  const held = await leased(id, first);
  expect(await lease(id, second)).toEqual({ ok: true, leases: [] });
  const later = new Date(Date.now() + (env().GENERATION_LEASE_SECONDS + 1) * 1_000);
  const again = await leased(id, second, { now: later });
  expect(again.seeds).toEqual(held.seeds);
  expect(again.id).not.toBe(held.id);
});

test("a member who asks again goes on with what they hold", async () => {
  const { id } = await liveCampaign({ prompts: 3 });
  const address = newAddress();
  const held = await leased(id, address);
  const again = await lease(id, address, { prompts: 2 });
  expect(again.ok && again.leases.map((view) => view.id)).toEqual([held.id, expect.any(String)]);
});

test("many at once never hold one prompt twice, and nobody holds more than eight", async () => {
  const { id } = await liveCampaign({ prompts: 10 });
  const takers = Array.from({ length: 24 }, newAddress);
  const results = await Promise.all(takers.map((address) => lease(id, address, { prompts: 1 })));
  const prompts = results.flatMap((result) => (result.ok ? result.leases.map((view) => view.prompt.id) : []));
  expect(new Set(prompts).size).toBe(prompts.length);
  expect(prompts.length).toBe(10);

  const other = await liveCampaign({ prompts: 12 });
  const greedy = newAddress();
  await lease(other.id, greedy, { prompts: 5 });
  await Promise.all([8, 8].map((count) => lease(other.id, greedy, { prompts: count })));
  expect(await db().generationLease.count({ where: { address: greedy } })).toBeLessThanOrEqual(8);
});

test("whoever pays for a campaign can't write for it, and a model that it does not list is refused", async () => {
  const { id, requester } = await liveCampaign();
  expect(await lease(id, requester)).toEqual({ ok: false, why: "own-campaign" });
  const ask = {
    campaignId: id,
    address: newAddress(),
    models: ["other/model"],
    prompts: 1,
    candidates: 1,
    now: new Date(),
  };
  expect(await leasePrompts(ask)).toEqual({ ok: false, why: "model-not-wanted" });
});

test("samples are taken once: the same sending again gives the same answer", async () => {
  const { id } = await liveCampaign();
  const address = newAddress();
  const view = await leased(id, address);
  const samples = await drawn(view);
  const first = await send(view, address, samples);
  expect(first.ok && first.results.map(({ seed }) => seed)).toEqual(view.seeds);
  expect(await send(view, address, samples)).toEqual(first);
  expect(await db().sample.count({ where: { leaseId: view.id } })).toBe(view.seeds.length);
});

test("a foreign lease is unknown", async () => {
  const { id } = await liveCampaign();
  const view = await leased(id, newAddress());
  expect(await send(view, newAddress(), await drawn(view))).toEqual({ ok: false, why: "lease-unknown" });
});

test("a lease that ran out is taken while nobody else leased the prompt, and not after", async () => {
  const { id } = await liveCampaign();
  const [first, second] = [newAddress(), newAddress()];
  const view = await leased(id, first);
  const samples = await drawn(view);
  const late = new Date(new Date(view.expiresAt).getTime() + 1);
  const early = await send(view, first, samples.slice(0, 1), late);
  expect(early.ok && early.results.map(({ state }) => state)).not.toContain("refused");

  const next = await leased(id, second, { now: late });
  expect(next.seeds).toEqual(view.seeds.slice(1));
  const result = await send(view, first, samples, late);
  expect(result.ok && result.results.map(({ code }) => code)).toEqual([
    undefined,
    ...samples.slice(1).map(() => "lease-expired"),
  ]);
  expect(await db().sample.count({ where: { leaseId: view.id } })).toBe(1);
});

test("what is sent for an older lease of one's own answers for the newer one, too", async () => {
  const { id } = await liveCampaign();
  const address = newAddress();
  const view = await leased(id, address);
  const samples = await drawn(view);
  const late = new Date(new Date(view.expiresAt).getTime() + 1);
  const newer = await leased(id, address, { now: late });
  expect(newer.id).not.toBe(view.id);
  const first = await send(view, address, samples, late);
  expect(first.ok && first.results.every(({ state }) => state !== "refused")).toBe(true);
  expect(await send(newer, address, samples, late)).toEqual(first);
  expect(await db().sample.count({ where: { promptId: view.prompt.id } })).toBe(view.seeds.length);
  expect((await db().generationLease.findUniqueOrThrow({ where: { id: newer.id } })).submittedAt).toEqual(late);
});

test("of a lease that ran out and the next one at once, each slot is filled once", async () => {
  const { id } = await liveCampaign();
  const [first, second] = [newAddress(), newAddress()];
  const view = await leased(id, first);
  const samples = await drawn(view);
  const late = new Date(new Date(view.expiresAt).getTime() + 1);
  const [, taken] = await Promise.all([send(view, first, samples, late), lease(id, second, { now: late })]);
  const next = taken.ok ? taken.leases[0] : undefined;
  if (next)
    await send(
      next,
      second,
      samples.filter(({ seed }) => next.seeds.includes(seed)),
      late,
    );
  const rows = await db().sample.findMany({ where: { promptId: view.prompt.id, slotSpent: true } });
  expect(rows.map(({ slot }) => slot).sort()).toEqual([0, 1, 2, 3]);
});

test("a changed text, a foreign seed and a long row are refused, and the good one beside them is taken", async () => {
  const { id } = await liveCampaign();
  const address = newAddress();
  const view = await leased(id, address);
  const [first, second, third, fourth] = await drawn(view);
  if (!first || !second || !third || !fourth) throw new Error("four rows are drawn");
  const result = await send(view, address, [
    { ...first, text: `${first.text} and more` },
    { ...second, seed: (second.seed + 1) >>> 0 },
    { ...third, tokenIds: Array.from({ length: 25 }, () => 5) },
    fourth,
  ]);
  expect(result.ok && result.results.map(({ state, code }) => code ?? state)).toEqual([
    "text-mismatch",
    "seed-not-leased",
    "too-long",
    expect.stringMatching(/^(submitted|empty)$/),
  ]);
});

test("the second of two equal texts of a prompt is a duplicate, is not paid and spends its slot", async () => {
  const params = { temperature: 0.011, topP: 1, topK: 0, repetitionPenalty: 1.1, maxNewTokens: 24 };
  const { id } = await liveCampaign({ draft: { params } });
  const address = newAddress();
  const view = await leased(id, address);
  const result = await send(view, address, await drawn(view));
  expect(result.ok && result.results[1]).toMatchObject({ state: "rejected", code: "duplicate" });
  const sampleId = (result.ok && result.results[1]?.sampleId) || "";
  expect(await db().sample.findUnique({ where: { id: sampleId } })).toMatchObject({ slotSpent: true });
  const entry = await db().entry.findFirstOrThrow({ where: { ref: sampleId } });
  expect(entry).toMatchObject({ kind: "sample", reason: "duplicate" });
});

test("a copy that its slot does not draw burns no slot: it is a forgery", async () => {
  const { id } = await liveCampaign();
  const address = newAddress();
  const view = await leased(id, address);
  const [first, ...others] = await drawn(view);
  const other = others.find(({ text }) => text !== first?.text);
  if (!first || !other) throw new Error("two texts are drawn");
  const result = await send(view, address, [first, { ...first, seed: other.seed }]);
  expect(result.ok && result.results[1]).toMatchObject({ state: "rejected", code: "replay-failed" });
  const sampleId = (result.ok && result.results[1]?.sampleId) || "";
  expect(await db().sample.findUnique({ where: { id: sampleId } })).toMatchObject({ slotSpent: false });
});

test("where the server can't look, a copy spends its slot once another member drew the same for it", async () => {
  const { id } = await liveCampaign({ draft: unheld, candidates: 2 });
  const words = Array.from({ length: 20 }, (_, index) => `word${index}`).join(" ");
  const row = { tokenIds: [1, 2, 3, 4], text: words, finishReason: "stop" as const, tokensPerSecond: 9 };
  const writers = [newAddress(), newAddress()];
  let now = new Date();
  const states = [];
  for (const writer of writers) {
    const view = await leased(id, writer, { models: [copyId], now });
    const result = await send(
      view,
      writer,
      view.seeds.map((seed) => ({ ...row, seed })),
      now,
    );
    states.push(result.ok && result.results.map(({ code, state }) => code ?? state));
    expect(await lease(id, writer, { models: [copyId], now })).toEqual({ ok: true, leases: [] });
    now = new Date(now.getTime() + (env().GENERATION_LEASE_SECONDS + 1) * 1_000);
  }
  expect(states).toEqual([["submitted", "duplicate"], ["duplicate"]]);
  const rows = await db().sample.findMany({ where: { campaignId: id }, orderBy: { createdAt: "asc" } });
  expect(rows.map(({ slotSpent, slot }) => `${slot} ${slotSpent}`).sort()).toEqual(["0 true", "1 false", "1 true"]);
});

test("honest samples redraw from their records, are paid, and the prompt's tasks are opened", async () => {
  const { id } = await liveCampaign();
  const address = newAddress();
  const view = await leased(id, address);
  const samples = await drawn(view);
  const reserved = await balanceOf(db(), campaignReserved(id));
  await send(view, address, samples);
  const blockHash = await verify(view.id);

  const rows = await db().sample.findMany({ where: { leaseId: view.id } });
  const accepted = rows.filter((row) => row.state === "accepted");
  expect(accepted.length).toBeGreaterThan(0);
  for (const row of accepted) expect(row).toMatchObject({ replay: "passed", provenance: { drawnBy: blockHash } });
  expect(await balanceOf(db(), reviewOf(address))).toBe(BigInt(accepted.length) * samplePriceWei);
  expect(await balanceOf(db(), campaignReserved(id))).toBe(reserved - BigInt(rows.length) * 110n);
  expect((await db().prompt.findUniqueOrThrow({ where: { id: view.prompt.id } })).state).toBe("filled");
  expect(await jobsNamed("open-tasks")).toContainEqual({ key: `open-tasks:${view.prompt.id}` });

  await verify(view.id);
  expect(await balanceOf(db(), reviewOf(address))).toBe(BigInt(accepted.length) * samplePriceWei);
});

test("a forgery does not redraw: it is rejected, and its slot goes to others with the same seed", async () => {
  const { id } = await liveCampaign();
  const address = newAddress();
  const view = await leased(id, address);
  const honest = await drawn(view);
  // Drawn by the same model for the same prompt, but from a seed of the forger's own choice.
  const chosen = await drawn({ ...view, seeds: view.seeds.map((seed) => (seed ^ 0x5eed) >>> 0) });
  const forged = chosen.map((row, index) => ({ ...row, seed: view.seeds[index] ?? 0 }));
  expect(forged.map((row) => row.text)).not.toEqual(honest.map((row) => row.text));
  await send(view, address, forged);
  await verify(view.id);

  const rejected = await db().sample.findMany({ where: { leaseId: view.id, reason: "replay-failed" } });
  expect(rejected.length).toBeGreaterThan(0);
  for (const row of rejected) expect(row).toMatchObject({ state: "rejected", replay: "failed", slotSpent: false });
  const next = await leased(id, newAddress());
  expect(next.seeds).toEqual(expect.arrayContaining(rejected.map((row) => Number(row.seed))));
});

test("one swapped word is found by the redraw", async () => {
  const { id } = await liveCampaign({ maxNewTokens: 16 });
  const address = newAddress();
  const view = await leased(id, address);
  await send(view, address, await drawn(view));
  const include = { lease: true, prompt: { include: { campaign: true } } };
  const row = await db().sample.findFirstOrThrow({ where: { leaseId: view.id }, include });
  const verdictOf = async (sample: typeof row) => {
    const record = sampleRecord(sample);
    const found = await measuredHere(sample, record);
    return found && verdictOn(record, found, { dtype: "fp32", backend: "node" });
  };
  expect(await verdictOf(row)).toBe("passed");

  const middle = Math.floor(row.tokenIds.length / 2);
  const tokenIds = row.tokenIds.with(middle, (row.tokenIds[middle] ?? 0) === 20 ? 21 : 20);
  expect(await verdictOf({ ...row, tokenIds })).toBe("failed");
});
