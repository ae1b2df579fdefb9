import type { CampaignState } from "#app/features/campaigns/api.ts";

export type CampaignStep = "open" | "pause" | "close";
export const campaignSteps = ["open", "pause", "close"] as const satisfies ReadonlyArray<CampaignStep>;

const from: Record<CampaignStep, { states: ReadonlyArray<CampaignState>; to: CampaignState }> = {
  open: { states: ["funded", "paused"], to: "live" },
  pause: { states: ["live"], to: "paused" },
  close: { states: ["draft", "funded", "live", "paused"], to: "closed" },
};

/** The state after a step of the requester's, or null when the campaign is not where that step begins. */
export function stateAfter(state: CampaignState, step: CampaignStep): CampaignState | null {
  return from[step].states.includes(state) ? from[step].to : null;
}
