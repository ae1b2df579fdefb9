// What tests of generating share: a live campaign, its leases, honest samples of the starter model, and their sending.
import { randomBytes, randomUUID } from "node:crypto";
import { Wallet } from "ethers";
import type { CampaignDraft } from "#app/features/campaigns/campaign-draft.ts";
import { noteFunding, openCampaign } from "#app/features/campaigns/change-state.server.ts";
import { createCampaign } from "#app/features/campaigns/create.server.ts";
import { importPrompts } from "#app/features/campaigns/import/import-prompts.server.ts";
import type { GenerationLeaseView, SubmittedSample } from "#app/features/generation/api.ts";
import { drawRows } from "#app/features/generation/engine/node-model.server.ts";
import { leasePrompts } from "#app/features/generation/leases/lease.server.ts";
import { starter } from "#app/features/generation/models/catalogue.ts";
import { listSubmitted, verifySamples } from "#app/features/generation/replay/verify.server.ts";
import { submitSamples } from "#app/features/generation/submission/submit.server.ts";
import { appendEntry } from "#app/features/ledger/append.server.ts";
import { fundPostings } from "#app/features/ledger/pay.ts";
import { inTransaction } from "#app/lib/db.server.ts";
import { campaignDraft } from "#scripts/test/campaign-draft.ts";

export const samplePriceWei = 100n;

type Wanted = {
  prompts?: number;
  candidates?: number;
  replayShareBps?: number;
  maxNewTokens?: number;
  draft?: Partial<CampaignDraft>;
};

/** A funded and opened campaign of the starter model, each of whose samples is drawn again. */
export async function liveCampaign({
  prompts = 1,
  candidates = 4,
  replayShareBps = 10_000,
  maxNewTokens = 24,
  draft = {},
}: Wanted = {}) {
  const requester = Wallet.createRandom().address;
  const { id } = await createCampaign(
    campaignDraft({
      requester,
      models: [{ id: starter.id, revision: starter.revision, dtype: "fp32" }],
      params: { temperature: 0.9, topP: 0.95, topK: 40, repetitionPenalty: 1.1, maxNewTokens },
      candidatesPerPrompt: candidates,
      replayShareBps,
      samplePriceWei,
      ...draft,
    }),
  );
  const messages = (index: number) => [{ role: "user" as const, content: `Write a packing list for trip ${index}.` }];
  await importPrompts(
    id,
    Array.from({ length: prompts }, (_, index) => ({ messages: messages(index), language: "en" })),
  );
  await inTransaction(async (tx) => {
    const postings = fundPostings(id, 1_000_000n);
    await appendEntry(tx, { kind: "fund", ref: id, idempotencyKey: randomUUID(), postings });
    await noteFunding(tx, id);
  });
  await openCampaign(id, requester);
  return { id, requester };
}

export function newAddress() {
  return Wallet.createRandom().address;
}

type Ask = { models?: Array<string>; prompts?: number; candidates?: number; now?: Date };

export function lease(
  campaignId: string,
  address: string,
  { models = [starter.id], prompts = 1, candidates = 4, now = new Date() }: Ask = {},
) {
  return leasePrompts({ campaignId, address, models, prompts, candidates, now });
}

export async function leased(campaignId: string, address: string, ask: Ask = {}): Promise<GenerationLeaseView> {
  const result = await lease(campaignId, address, ask);
  if (!result.ok || !result.leases[0]) throw new Error("no lease was given");
  return result.leases[0];
}

export async function drawn({ prompt, seeds, params }: GenerationLeaseView): Promise<Array<SubmittedSample>> {
  const rows = await drawRows({ messages: prompt.messages, seeds, params });
  return rows.map((row) => ({ ...row, tokensPerSecond: 100 }));
}

export function send(view: GenerationLeaseView, address: string, samples: Array<SubmittedSample>, now = new Date()) {
  return submitSamples({ leaseId: view.id, address, backend: "node", dtype: "fp32", samples, now });
}

/** Any block does: each sample is drawn again at a share of 10,000 basis points. */
export async function verify(leaseId: string) {
  const blockHash = `0x${randomBytes(32).toString("hex")}`;
  await verifySamples({ sampleIds: await listSubmitted(leaseId), blockHash, now: new Date() });
  return blockHash;
}
