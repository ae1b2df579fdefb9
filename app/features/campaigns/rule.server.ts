import type { CampaignRule } from "#app/features/campaigns/reservation.ts";
import { toWei } from "#app/lib/money.ts";
import type { Campaign, CampaignKind } from "#prisma/generated/client.ts";

type Priced = Pick<Campaign, "candidatesPerPrompt" | "samplePriceWei" | "overheadBps"> & {
  kinds: ReadonlyArray<Pick<CampaignKind, "kind" | "priceWei" | "answersMax" | "goldEvery">>;
};

/** What the campaign's rows say about money, in bigint. */
export function ruleOf({ candidatesPerPrompt, samplePriceWei, overheadBps, kinds }: Priced): CampaignRule {
  return {
    candidatesPerPrompt,
    samplePriceWei: toWei(samplePriceWei),
    overheadBps,
    kinds: kinds.map(({ kind, priceWei, answersMax, goldEvery }) => ({
      kind,
      priceWei: toWei(priceWei),
      answersMax,
      goldEvery,
    })),
  };
}
