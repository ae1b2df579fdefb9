import type { CampaignDraft } from "#app/features/campaigns/campaign-draft.ts";

/** A campaign of comparisons for tests; what a test rests on, it says in `own`. */
export function campaignDraft(own: Pick<CampaignDraft, "requester"> & Partial<CampaignDraft>): CampaignDraft {
  return {
    title: "Packing lists",
    description: "Short lists for a trip.",
    guidelines: "Prefer the list that leaves nothing out.",
    languages: ["en"],
    licence: "CC-BY-4.0",
    models: [{ id: "praca/starter", revision: "1", dtype: "fp32" }],
    params: { temperature: 1, topP: 1, topK: 0, repetitionPenalty: 1, maxNewTokens: 64 },
    samplePriceWei: 100n,
    kinds: [{ kind: "prefer", priceWei: 20n, payRule: "agreement/1", goldEvery: 0 }],
    overheadBps: 1_000,
    ...own,
  };
}
