// Which models people prefer: Bradley–Terry ratings of the contenders whose samples were compared, and what length explains.
import { bradleyTerry, type Rating, toElo } from "#app/features/quality/pairs/bradley-terry.ts";
import { lengthControl } from "#app/features/quality/pairs/length-control.ts";
import type { StyledComparison, TextStyle } from "#app/features/quality/pairs/text-style.ts";
import type { Interval } from "#app/features/quality/wilson.ts";
import { type Contender, contendersOf } from "#app/features/tasks/model-ratings/model-ratings-names.ts";
import {
  type ComparedPair,
  type ModelVote,
  pairsOfVote,
} from "#app/features/tasks/model-ratings/model-ratings-votes.ts";

/** 400 points are odds of ten to one; 1,000 is the average. The interval is at 95 %. */
type Points = { rating: number; low: number; high: number };

export type ModelRating = Contender &
  Points & {
    /** Comparisons with another contender, one a pair of a ranking. */
    votes: number;
    wins: number;
    ties: number;
    losses: number;
    /** As if all texts were of one length and format. */
    alike: Points;
    /** Only contenders of the same group were compared, directly or by way of others. */
    group: string;
  };

export type ModelRatings = {
  items: Array<ModelRating>;
  votes: number;
  /** Comparisons in which neither was of use: no pair, but counted. */
  bothBad: number;
  /** Answers that the ratings rest on, of how many there are. */
  answers: { drawn: number; total: number };
  contributors: number;
  longerWins: (Interval & { votes: number }) | null;
  explainedByLength: boolean;
};

type Input = {
  votes: ReadonlyArray<ModelVote>;
  /** Answers there are, if only some were drawn. */
  total: number;
  /** By sample id. */
  styles: ReadonlyMap<string, TextStyle>;
};

const noStyle: TextStyle = { length: 0 };

/** @returns best first; nothing where no two contenders were compared */
export function toModelRatings({ votes, total, styles }: Input): ModelRatings {
  const pairs = votes.flatMap(pairsOfVote);
  const contenderOf = contendersOf(pairs);
  const comparisons = pairs.flatMap(({ left, right, result, contributor }): Array<StyledComparison> => {
    if (result === "bad") return [];
    const names = { left: contenderOf(left).name, right: contenderOf(right).name };
    const looks = { leftStyle: styles.get(left.id) ?? noStyle, rightStyle: styles.get(right.id) ?? noStyle };
    return [{ ...names, ...looks, result, contributor }];
  });
  const summary = {
    votes: comparisons.length,
    bothBad: pairs.length - comparisons.length,
    answers: { drawn: votes.length, total },
    contributors: new Set(pairs.map(({ contributor }) => contributor)).size,
  };
  if (comparisons.length === 0) return { ...summary, items: [], longerWins: null, explainedByLength: false };

  const { ratings: alike, longerWins, explainedByLength } = lengthControl(comparisons);
  const alikeByName = new Map(alike.map((rating) => [rating.item, rating]));
  const contenders = contendersByName(pairs, contenderOf);
  const items = bradleyTerry(comparisons).flatMap((rating) => {
    const contender = contenders.get(rating.item);
    const results = resultsOf(rating.item, comparisons);
    return contender ? [{ ...toItem(rating, alikeByName.get(rating.item) ?? rating), ...contender, ...results }] : [];
  });
  return { ...summary, items, explainedByLength, longerWins: longerWins.votes > 0 ? longerWins : null };
}

function contendersByName(
  pairs: ReadonlyArray<ComparedPair>,
  contenderOf: (sample: ComparedPair["left"]) => Contender,
): Map<string, Contender> {
  const contenders = pairs.flatMap(({ left, right }) => [contenderOf(left), contenderOf(right)]);
  return new Map(contenders.map((contender) => [contender.name, contender]));
}

function toItem(rating: Rating, alike: Rating) {
  return { ...pointsOf(rating), alike: pointsOf(alike), votes: rating.votes, group: rating.component };
}

function pointsOf({ score, low, high }: Rating): Points {
  return { rating: toElo(score), low: toElo(low), high: toElo(high) };
}

function resultsOf(name: string, comparisons: ReadonlyArray<StyledComparison>) {
  const counts = { wins: 0, ties: 0, losses: 0 };
  for (const { left, right, result } of comparisons) {
    if (left !== name && right !== name) continue;
    if (result === "tie") counts.ties += 1;
    else if ((result === "left" ? left : right) === name) counts.wins += 1;
    else counts.losses += 1;
  }
  return counts;
}
