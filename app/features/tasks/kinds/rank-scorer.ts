import { rankOptionsSchema } from "#app/features/campaigns/kind-options.ts";
import { type RankAnswer, rankAnswerSchema } from "#app/features/tasks/kinds/rank.ts";
import { consensus, sameOrder } from "#app/features/tasks/kinds/ranking.ts";
import { scorerOf } from "#app/features/tasks/kinds/scorer.ts";

/** Which samples stand on top, as probable as that set of them is; below it, the order that the answers add up to. */
export const rankScorer = scorerOf({
  method: "rank-top-posterior/1",
  schema: rankAnswerSchema,
  options: rankOptionsSchema,
  misfit({ tiers, unacceptable = [] }, { sampleIds, options }) {
    const named = [...tiers.flat(), ...unacceptable];
    if (named.some((id) => !sampleIds.includes(id))) return "sample-not-in-task";
    return !options.partial && named.length < sampleIds.length ? "samples-left-out" : null;
  },
  outcome(answers, { sampleIds }) {
    const { ranking, probability, tops } = consensus(answers, sampleIds);
    return { result: written(ranking, sampleIds), probability, detail: { ...ranking, tops } };
  },
  agrees: (answer, result, { sampleIds }) => sameOrder(answer, rankingOf(result, sampleIds)),
  choice: (answer, { sampleIds }) => written(answer, sampleIds),
  renamed: ({ tiers, unacceptable }, nameOf) => {
    const named = (ids: ReadonlyArray<string>) => ids.map(nameOf);
    return { tiers: tiers.map(named), ...(unacceptable ? { unacceptable: named(unacceptable) } : {}) };
  },
});

/** By the samples' places in the task: `1>0=2|3`, the best first, `=` in one tier, behind `|` the unacceptable. */
function written({ tiers, unacceptable = [] }: RankAnswer, sampleIds: ReadonlyArray<string>): string {
  const places = (ids: ReadonlyArray<string>) =>
    ids
      .map((id) => sampleIds.indexOf(id))
      .sort((left, right) => left - right)
      .join("=");
  const above = tiers.map(places).join(">");
  return unacceptable.length > 0 ? `${above}|${places(unacceptable)}` : above;
}

function rankingOf(result: string, sampleIds: ReadonlyArray<string>): RankAnswer {
  const [above = "", below = ""] = result.split("|");
  const ids = (places: string) => places.split("=").flatMap((place) => sampleIds[Number(place)] ?? []);
  return {
    tiers: above === "" ? [] : above.split(">").map(ids),
    unacceptable: below === "" ? [] : ids(below),
  };
}
