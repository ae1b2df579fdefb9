import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Moment } from "#app/components/moment.tsx";
import { StateBadge, type Tone } from "#app/components/state-badge.tsx";
import type { QualificationRow } from "#app/features/tasks/standing/contributor.ts";

const tones: Record<QualificationRow["state"], Tone> = { open: "neutral", passed: "good", failed: "warn" };

export function ContributorQualifications({ rows }: { rows: ReadonlyArray<QualificationRow> }) {
  const { t } = useTranslation("contributors");
  if (rows.length === 0) return <p className="text-muted">{t("qualification.none")}</p>;
  return (
    <ul className="divide-y divide-line rounded-card border border-line bg-surface">
      {rows.map(({ campaign, state, correct, questions, retryAt }) => (
        <li key={campaign.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3">
          <Link to={`/campaigns/${campaign.id}`} className="link">
            {campaign.title}
          </Link>
          <StateBadge tone={tones[state]}>{t(`qualification.state.${state}`)}</StateBadge>
          {state !== "open" && (
            <span className="text-13 text-muted">{t("qualification.correct", { correct, questions })}</span>
          )}
          {retryAt && (
            <span className="text-13 text-muted">
              {t("qualification.retry")} <Moment at={retryAt} />
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
