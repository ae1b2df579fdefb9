import { useTranslation } from "react-i18next";
import { StateBadge, type Tone } from "#app/components/state-badge.tsx";
import type { ReleaseView } from "#app/features/releases/api.ts";

const tones: Record<ReleaseView["state"], Tone> = { building: "neutral", ready: "good", failed: "bad" };

export function ReleaseState({ state }: { state: ReleaseView["state"] }) {
  const { t } = useTranslation("releases");
  return <StateBadge tone={tones[state]}>{t(`state.${state}`)}</StateBadge>;
}
