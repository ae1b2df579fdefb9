// Rows for tests of judging: a live, funded campaign whose prompts have accepted samples and so open tasks.
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { getAddress } from "ethers";
import { noteFunding, openCampaign } from "#app/features/campaigns/change-state.server.ts";
import { createCampaign } from "#app/features/campaigns/create.server.ts";
import { importPrompts } from "#app/features/campaigns/import/import-prompts.server.ts";
import type { KindDraft, TaskKind } from "#app/features/campaigns/kind-options.ts";
import { promptCostWei } from "#app/features/campaigns/reservation.ts";
import { ruleOf } from "#app/features/campaigns/rule.server.ts";
import { appendEntry } from "#app/features/ledger/append.server.ts";
import { earnPostings, fundPostings } from "#app/features/ledger/pay.ts";
import { openTasks } from "#app/features/tasks/queue/open-tasks.server.ts";
import { db, inTransaction } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import type { Prisma } from "#prisma/generated/client.ts";
import { campaignDraft } from "#scripts/test/campaign-draft.ts";

export const answerPriceWei = 20n;
export const answersMax = 5;

const rule = { candidatesPerPrompt: 3, samplePriceWei: 100n, overheadBps: 1_000 };

const prefer: KindDraft = {
  ...{ kind: "prefer", priceWei: answerPriceWei, answersMin: 2, answersMax, barPermille: 950 },
  ...{ payRule: "agreement/1", goldEvery: 0 },
};

/** What a gold task shows, and what is known of it: an answer of its kind, its texts named by their place. */
export type GoldRow = { kind: TaskKind; texts: Array<string>; outcome: Prisma.InputJsonValue };

type Judged = {
  prompts?: number;
  /** Whose samples they are, one a slot; fewer than the slots: the other slots' samples are rejected. */
  authors?: ReadonlyArray<string>;
  kinds?: Array<KindDraft>;
  golds?: ReadonlyArray<GoldRow>;
};

export function anybody(): string {
  return getAddress(`0x${randomBytes(20).toString("hex")}`);
}

export async function judgedCampaign({
  prompts = 1,
  authors = [anybody(), anybody(), anybody()],
  kinds = [prefer],
  golds = [],
}: Judged = {}) {
  const requester = anybody();
  const { id } = await createCampaign(campaignDraft({ requester, ...rule, kinds }));
  for (const gold of golds) await addGold(id, gold);
  const contents = Array.from({ length: prompts }, (_, index) => `Pack for trip ${index}`);
  await importPrompts(
    id,
    contents.map((content) => ({ messages: [{ role: "user", content }], language: "en" })),
  );
  await inTransaction(async (tx) => {
    const campaign = await tx.campaign.findUniqueOrThrow({ where: { id }, include: { kinds: true } });
    const postings = fundPostings(id, BigInt(prompts) * promptCostWei(ruleOf(campaign)));
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

async function addGold(campaignId: string, gold: GoldRow): Promise<void> {
  const messages = [{ role: "user", content: `Known: ${gold.texts.join(" / ")}` }];
  await db().gold.create({
    data: { ...gold, id: randomUUID(), campaignId, messages, digest: randomUUID(), source: "requester" },
  });
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
