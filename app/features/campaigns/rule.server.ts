import type { CampaignRule } from "#app/features/campaigns/reservation.ts";
import { toWei } from "#app/lib/money.ts";
import type { Campaign } from "#prisma/generated/client.ts";

type Priced = Pick<
  Campaign,
  "candidatesPerPrompt" | "answersMax" | "samplePriceWei" | "answerPriceWei" | "overheadBps"
>;

/** What the campaign's row says about money, in bigint. */
export function ruleOf(campaign: Priced): CampaignRule {
  return {
    candidatesPerPrompt: campaign.candidatesPerPrompt,
    answersMax: campaign.answersMax,
    samplePriceWei: toWei(campaign.samplePriceWei),
    answerPriceWei: toWei(campaign.answerPriceWei),
    overheadBps: campaign.overheadBps,
  };
}
