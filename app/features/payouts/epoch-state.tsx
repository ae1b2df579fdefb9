import { useTranslation } from "react-i18next";
import { StateBadge, type Tone } from "#app/components/state-badge.tsx";

const tones: Record<string, Tone> = {
  closing: "neutral",
  proposed: "accent",
  challenged: "warn",
  accepted: "good",
  rejected: "bad",
};

export function EpochState({ state }: { state: string }) {
  const { t } = useTranslation("audit");
  return <StateBadge tone={tones[state] ?? "neutral"}>{t(`state.${state}`)}</StateBadge>;
}
