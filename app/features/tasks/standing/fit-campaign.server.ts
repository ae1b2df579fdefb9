// What the closed tasks of a campaign say about its contributors and its gold, estimated anew over all of them.
import type { TaskKind } from "#app/features/campaigns/kind-options.ts";
import { readAgreement, readChoices, readCounts } from "#app/features/tasks/closing/closed-answers.server.ts";
import { type Agreement, agreementByFit } from "#app/features/tasks/dashboard/agreement-fit.ts";
import { proposeGold } from "#app/features/tasks/gold/gold-proposals.server.ts";
import { retireGold } from "#app/features/tasks/gold/gold-retirement.server.ts";
import { type Earned, writeReputations } from "#app/features/tasks/standing/reputation.server.ts";
import { db, inTransaction } from "#app/lib/db.server.ts";
import { assertNever } from "#app/lib/invariant.ts";

type OfKind = { campaignId: string; kind: TaskKind; options: unknown };

/** Bad gold goes first: who missed it was not wrong. */
export async function fitCampaign(campaignId: string): Promise<void> {
  const campaign = await db().campaign.findUnique({ where: { id: campaignId }, include: { kinds: true } });
  if (!campaign) return;
  for (const { kind, options, goldEvery } of campaign.kinds) {
    const place = { campaignId, kind, goldEvery };
    await inTransaction((tx) => retireGold(tx, place));
    const earned = await readEarned({ campaignId, kind, options });
    await inTransaction((tx) => writeReputations(tx, place, earned));
    if (goldEvery > 0) await inTransaction((tx) => proposeGold(tx, { campaignId, kind, options }));
  }
}

async function readEarned(ofKind: OfKind): Promise<Array<Earned>> {
  const counts = await readCounts(ofKind);
  const agreements = await readAgreements(ofKind, new Map(counts.map((count) => [count.address, count])));
  return counts.map((count) => ({ ...count, ...(agreements.get(count.address) ?? { agreed: 0, decided: 0 }) }));
}

type Golds = Parameters<typeof agreementByFit>[1];

async function readAgreements(ofKind: OfKind, golds: Golds): Promise<Map<string, Agreement>> {
  switch (ofKind.kind) {
    case "prefer":
    case "label":
      return agreementByFit(await readChoices(ofKind), golds);
    case "rank":
    case "rate":
      return readAgreement(ofKind);
    // Two who rewrite a text well do not write the same: only what is known says anything.
    case "edit":
      return new Map();
    default:
      return assertNever(ofKind.kind);
  }
}
