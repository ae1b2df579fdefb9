// Rows for tests of judging: a live, funded campaign whose prompts have accepted samples and so open tasks.
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { getAddress } from "ethers";
import { noteFunding, openCampaign } from "#app/features/campaigns/change-state.server.ts";
import { createCampaign } from "#app/features/campaigns/create.server.ts";
import { importPrompts } from "#app/features/campaigns/import-prompts.server.ts";
import { promptCostWei } from "#app/features/campaigns/reservation.ts";
import { appendEntry } from "#app/features/ledger/append.server.ts";
import { earnPostings, fundPostings } from "#app/features/ledger/pay.ts";
import { openTasks } from "#app/features/tasks/open-tasks.server.ts";
import { db, inTransaction } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";

export const rule = {
  candidatesPerPrompt: 3,
  answersMax: 5,
  samplePriceWei: 100n,
  answerPriceWei: 20n,
  overheadBps: 1_000,
};

export function anybody(): string {
  return getAddress(`0x${randomBytes(20).toString("hex")}`);
}

/** @param authors whose samples they are, one a slot; fewer than the slots: the other slots' samples are rejected */
export async function judgedCampaign({ prompts = 1, authors = [anybody(), anybody(), anybody()] } = {}) {
  const requester = anybody();
  const { id } = await createCampaign({
    ...{ requester, title: "Packing lists", description: "", guidelines: "Prefer the complete list." },
    ...{ languages: ["en"], licence: "CC-BY-4.0", models: [{ id: "praca/starter", revision: "1", dtype: "fp32" }] },
    params: { temperature: 1, topP: 1, topK: 0, repetitionPenalty: 1, maxNewTokens: 64 },
    ...{ answersMin: 2, barPermille: 950, ...rule },
  });
  const contents = Array.from({ length: prompts }, (_, index) => `Pack for trip ${index}`);
  await importPrompts(
    id,
    contents.map((content) => ({ messages: [{ role: "user", content }], language: "en" })),
  );
  await inTransaction(async (tx) => {
    const postings = fundPostings(id, BigInt(prompts) * promptCostWei(rule));
    await appendEntry(tx, { kind: "fund", ref: id, idempotencyKey: randomUUID(), postings });
    await noteFunding(tx, id);
  });
  await openCampaign(id, requester);
  for (const prompt of await db().prompt.findMany({ where: { campaignId: id } })) {
    await fill({ campaignId: id, promptId: prompt.id, authors });
    await openTasks(prompt.id);
  }
  const tasks = await db().task.findMany({ where: { campaignId: id }, orderBy: { id: "asc" } });
  return { id, requester, authors, tasks };
}

type Filling = { campaignId: string; promptId: string; authors: ReadonlyArray<string> };

async function fill({ campaignId, promptId, authors }: Filling): Promise<void> {
  for (let slot = 0; slot < rule.candidatesPerPrompt; slot++) {
    const author = authors[slot];
    const address = author ?? anybody();
    const lease = await db().generationLease.create({
      data: {
        ...{ id: randomUUID(), promptId, address, modelId: "praca/starter", modelRevision: "1", dtype: "fp32" },
        ...{ slots: [slot], seeds: [slot], expiresAt: new Date() },
      },
    });
    const text = `Answer ${slot} to ${promptId}`;
    const sample = await db().sample.create({
      data: {
        ...{ id: randomUUID(), campaignId, promptId, leaseId: lease.id, address, slot, seed: slot, text },
        ...{ tokenIds: [1, 2], finishReason: "stop", provenance: {}, state: author ? "accepted" : "rejected" },
        digest: createHash("sha256").update(text).digest("hex"),
      },
    });
    if (author) await pay({ campaignId, sampleId: sample.id, address });
  }
}

async function pay({ campaignId, sampleId, address }: { campaignId: string; sampleId: string; address: string }) {
  const { samplePriceWei: priceWei, overheadBps } = rule;
  const postings = earnPostings({ campaignId, address, priceWei, overheadBps, treasury: env().TREASURY });
  await inTransaction((tx) =>
    appendEntry(tx, { kind: "sample", ref: sampleId, idempotencyKey: `sample:${sampleId}`, postings }),
  );
}
