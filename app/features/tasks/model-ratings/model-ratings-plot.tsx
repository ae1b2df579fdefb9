import { useTranslation } from "react-i18next";
import { catalogue } from "#app/features/generation/models/catalogue.ts";
import { IntervalPlot } from "#app/features/tasks/dashboard/dashboard-interval.tsx";
import type { ModelRating } from "#app/features/tasks/model-ratings/model-ratings.ts";
import { localCount } from "#app/lib/i18n-number.ts";

const average = 1_000;
/** The axis reaches at least this far to either side, so that a tiny difference looks tiny. */
const leastReach = 100;

/** A forest plot: one row a contender, its rating with its interval on one common axis, the same in words. */
export function RatingsPlot({ items }: { items: ReadonlyArray<ModelRating> }) {
  const { t } = useTranslation("models");
  const furthest = Math.max(
    leastReach,
    ...items.flatMap(({ low, high, alike }) => [low, high, alike.low, alike.high].map((at) => Math.abs(at - average))),
  );
  const reach = furthest * 1.05;
  const groups = [...new Set(items.map(({ group }) => group))];
  return groups.map((group, index) => (
    <section key={group} className="grid gap-2">
      {groups.length > 1 && (
        <h3 className="text-15 font-medium">{t("group", { place: index + 1, groups: groups.length })}</h3>
      )}
      <ol className="grid">
        {items
          .filter((item) => item.group === group)
          .map((item) => (
            <li key={item.name} className="border-t border-line py-3 first:border-0">
              <RatingRow item={item} reach={reach} />
            </li>
          ))}
      </ol>
    </section>
  ));
}

function RatingRow({ item, reach }: { item: ModelRating; reach: number }) {
  const { t, i18n } = useTranslation("models");
  const { rating, low, high, alike, votes, wins, ties, losses } = item;
  const points = (value: number) => localCount(Math.round(value), i18n.language);
  const axis = { from: average - reach, to: average + reach, mark: average };
  return (
    <div className="grid items-center gap-x-6 gap-y-1 md:grid-cols-[minmax(0,2fr)_minmax(0,3fr)_minmax(0,2fr)]">
      <Contender item={item} />
      <div>
        <IntervalPlot value={rating} low={low} high={high} {...axis} />
        <IntervalPlot value={alike.rating} low={alike.low} high={alike.high} {...axis} isQuiet />
      </div>
      <div className="grid gap-0.5 text-13">
        <p>
          <span className="text-15 font-semibold">{points(rating)}</span>{" "}
          <span title={t("interval.means")}>{t("interval.text", { low: points(low), high: points(high) })}</span>
        </p>
        <p className="text-muted" title={t("alike.means")}>
          {t("alike.text", { rating: points(alike.rating), low: points(alike.low), high: points(alike.high) })}
        </p>
        <p className="text-muted">
          {t("votes.text", {
            count: votes,
            wins: points(wins),
            ties: points(ties),
            losses: points(losses),
          })}
        </p>
      </div>
    </div>
  );
}

function Contender({ item: { model, revision, recipe, temperature } }: { item: ModelRating }) {
  const { t } = useTranslation("models");
  const known = catalogue.find(({ id }) => id === model);
  return (
    <div className="grid min-w-0 gap-0.5">
      <p className="font-mono text-13 font-medium break-all">{model}</p>
      <p className="flex flex-wrap gap-x-3 text-13 text-muted">
        {temperature !== null && <span>{t("part.temperature", { temperature })}</span>}
        {recipe !== null && <span>{t("part.recipe", { recipe })}</span>}
        {revision !== null && (
          <span className="break-all" title={revision}>
            {t("part.revision", { revision: revision.slice(0, 10) })}
          </span>
        )}
        {known ? (
          <a href={known.licenceUrl} className="link" rel="noreferrer">
            {known.licence}
          </a>
        ) : (
          <span>{t("part.noLicence")}</span>
        )}
      </p>
    </div>
  );
}
