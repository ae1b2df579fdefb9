// Where the bars and the go-to keys lead.
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { BoxIcon, ClockIcon, FlagIcon, LensIcon, LinesIcon, PanesIcon, ShieldIcon } from "#app/components/icons.tsx";
import type { Place } from "#app/components/place.ts";
import type { Role } from "#app/features/auth/role.ts";

export function usePlaces(roles: ReadonlyArray<Role>): Array<Place> {
  const { t } = useTranslation("site");
  const isReviewer = roles.includes("reviewer");
  return useMemo(
    () => [
      { path: "/judge", label: t("nav.judge"), key: "j", Icon: PanesIcon },
      // Cross-origin isolated, for the model's threads.
      { path: "/generate", label: t("nav.generate"), key: "g", Icon: LinesIcon, needsDocument: true },
      { path: "/campaigns", label: t("nav.campaigns"), key: "c", Icon: FlagIcon },
      { path: "/releases", label: t("nav.releases"), key: "r", Icon: BoxIcon },
      { path: "/audit", label: t("nav.audit"), key: "a", Icon: LensIcon },
      { path: "/review", label: t("nav.review"), key: "v", Icon: ShieldIcon, isHidden: !isReviewer },
      { path: "/earnings", label: t("nav.earnings"), key: "e", Icon: ClockIcon, isHidden: true },
      { path: "/standing", label: t("nav.standing"), key: "s", Icon: LensIcon, isHidden: true },
      { path: "/leaderboard", label: t("nav.leaderboard"), key: "l", Icon: LinesIcon, isHidden: true },
    ],
    [t, isReviewer],
  );
}

export function useShellTexts() {
  const { t } = useTranslation("site");
  return {
    texts: {
      name: t("name"),
      skip: t("skip"),
      places: t("nav.label"),
      help: t("palette.title"),
      search: t("palette.search"),
      none: t("palette.none"),
    },
    keys: [
      { keys: "Ctrl K / ?", does: t("palette.open") },
      { keys: "/", does: t("palette.focus") },
      { keys: "Esc", does: t("palette.close") },
    ],
  };
}
