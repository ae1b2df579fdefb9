import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Moment } from "#app/components/moment.tsx";
import type { ReleaseView } from "#app/features/releases/api.ts";
import { ReleaseState } from "#app/features/releases/release-state.tsx";
import { localCount, localPercent } from "#app/lib/i18n-number.ts";

/** A release in the list: what it is and whether it is worth opening. */
export function ReleaseCard({ release }: { release: ReleaseView }) {
  const { t, i18n } = useTranslation("releases");
  const { id, campaign, version, state, counts, quality, licence } = release;
  const agreement = quality?.agreement;
  return (
    <li className="relative flex flex-col gap-3 rounded-card border border-line bg-surface p-5 hover:border-muted">
      <div className="flex flex-wrap items-start justify-between gap-2">
        <h2 className="text-17">
          <Link to={`/releases/${id}`} className="after:absolute after:inset-0 after:rounded-card">
            {campaign.title}
          </Link>
        </h2>
        <ReleaseState state={state} />
      </div>
      <p className="text-13 text-muted">
        {t("card.version", { version })} · <Moment at={release.readyAt ?? release.createdAt} withTime={false} /> ·{" "}
        {licence}
      </p>
      {quality && (
        <dl className="mt-auto grid grid-cols-3 gap-3 text-13">
          <Figure name={t("card.pairs")} value={localCount(counts.preference ?? 0, i18n.language)} />
          <Figure name={t("card.contributors")} value={localCount(quality.contributors, i18n.language)} />
          <Figure
            name={t("card.agreement")}
            value={agreement ? localPercent(agreement.share, i18n.language) : t("quality.none")}
          />
        </dl>
      )}
    </li>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div className="flex flex-col-reverse justify-end">
      <dt className="text-muted">{name}</dt>
      <dd className="text-17 font-semibold">{value}</dd>
    </div>
  );
}
