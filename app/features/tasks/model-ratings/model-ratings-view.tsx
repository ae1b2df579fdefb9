import { useTranslation } from "react-i18next";
import { Card } from "#app/components/card.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { AlertIcon } from "#app/components/icons.tsx";
import type { ModelRatings } from "#app/features/tasks/model-ratings/model-ratings.ts";
import { RatingsPlot } from "#app/features/tasks/model-ratings/model-ratings-plot.tsx";
import { localCount, localPercent } from "#app/lib/i18n-number.ts";

/** Ratings with what they rest on; with a single model, plainly that there is nothing to compare. */
export function RatingsView({ ratings }: { ratings: ModelRatings }) {
  const { t } = useTranslation("models");
  if (ratings.items.length === 0) return <EmptyState title={t("empty.title")}>{t("empty.what")}</EmptyState>;
  return (
    <div className="grid gap-4">
      {ratings.explainedByLength && <LengthWarning ratings={ratings} />}
      <Card title={t("plot.title")}>
        <div className="grid gap-4">
          <RatingsPlot items={ratings.items} />
          <p className="text-13 text-muted">{t("plot.means")}</p>
        </div>
      </Card>
      <RestsOn ratings={ratings} />
    </div>
  );
}

function LengthWarning({ ratings: { longerWins } }: { ratings: ModelRatings }) {
  const { t, i18n } = useTranslation("models");
  return (
    <p role="note" className="flex gap-2 rounded-card border border-line bg-surface p-4 text-warn">
      <AlertIcon className="mt-1 size-4 shrink-0" />
      <span>{t("length.warning", { share: localPercent(longerWins?.share ?? 0, i18n.language) })}</span>
    </p>
  );
}

function RestsOn({ ratings }: { ratings: ModelRatings }) {
  const { t, i18n } = useTranslation("models");
  const { votes, bothBad, contributors, answers, longerWins } = ratings;
  const count = (value: number) => localCount(value, i18n.language);
  const percent = (value: number) => localPercent(value, i18n.language, 1);
  return (
    <Card title={t("rests.title")}>
      <ul className="grid list-disc gap-2 pl-5">
        <li>{t("rests.votes", { count: votes, votes: count(votes), people: count(contributors) })}</li>
        <li>{t("rests.bothBad", { count: bothBad })}</li>
        {answers.drawn < answers.total && (
          <li>{t("rests.drawn", { drawn: count(answers.drawn), total: count(answers.total) })}</li>
        )}
        {longerWins && (
          <li>
            {t("rests.longer", {
              share: percent(longerWins.share),
              low: percent(longerWins.low),
              high: percent(longerWins.high),
            })}
          </li>
        )}
        <li>{t("rests.closed")}</li>
        <li>{t("rests.method")}</li>
      </ul>
    </Card>
  );
}
