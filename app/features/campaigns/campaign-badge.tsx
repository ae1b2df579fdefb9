import { useTranslation } from "react-i18next";
import { StateBadge, type Tone } from "#app/components/state-badge.tsx";
import type { CampaignState } from "#app/features/campaigns/api.ts";

const tones: Record<CampaignState, Tone> = {
  draft: "neutral",
  funded: "accent",
  live: "good",
  paused: "warn",
  closed: "neutral",
};

export function CampaignBadge({ state }: { state: CampaignState }) {
  const { t } = useTranslation("campaigns");
  return <StateBadge tone={tones[state]}>{t(`state.${state}`)}</StateBadge>;
}
