import { bootstrap, type Estimate, type Resampling } from "#app/features/quality/agreement/bootstrap.ts";
import { chiSquareTail } from "#app/features/quality/distributions.ts";
import { invariant } from "#app/lib/invariant.ts";

/** Tiers of one contributor, best first; items of a tier tie; what is unacceptable is the last tier; items may be left out. */
export type Tiers = ReadonlyArray<ReadonlyArray<string>>;

export type Concordance = {
  /** 0 to 1; rankings drawn by lot give 1 / rankers on average. Null where everyone ties everything. */
  w: number | null;
  /** The mean of Spearman's correlation over pairs of rankers: chance gives 0. */
  meanCorrelation: number | null;
  chiSquare: number | null;
  degrees: number;
  /** By the chi-square approximation, fair from about eight items on and cautious below. */
  pValue: number | null;
  rankers: number;
  items: number;
};

/**
 * Kendall's coefficient of concordance, corrected for ties (Kendall and Gibbons, Rank Correlation Methods, 5th ed., 1990).
 * @param rows one a ranker, each a number an item; only their order counts, less is better or worse alike
 */
export function kendallW(rows: ReadonlyArray<ReadonlyArray<number>>): Concordance {
  const rankers = rows.length;
  const items = rows[0]?.length ?? 0;
  invariant(
    rows.every((row) => row.length === items),
    "every ranker ranks the same items",
  );
  const ranked = rows.map(midranks);
  const ties = ranked.reduce((sum, { tieSum }) => sum + tieSum, 0);
  const spread = rankers * rankers * (items ** 3 - items) - rankers * ties;
  const degrees = Math.max(0, items - 1);
  if (rankers < 2 || spread <= 0) {
    return { w: null, meanCorrelation: null, chiSquare: null, degrees, pValue: null, rankers, items };
  }
  const middle = (rankers * (items + 1)) / 2;
  let squares = 0;
  for (let item = 0; item < items; item++) {
    squares += (ranked.reduce((sum, { ranks }) => sum + (ranks[item] ?? 0), 0) - middle) ** 2;
  }
  const w = Math.min(1, (12 * squares) / spread);
  const chiSquare = rankers * degrees * w;
  const meanCorrelation = (rankers * w - 1) / (rankers - 1);
  return { w, meanCorrelation, chiSquare, degrees, pValue: chiSquareTail(chiSquare, degrees), rankers, items };
}

/**
 * Concordance of the rankings of one set of items, over those items that every ranker ranked.
 * @param rankings one a contributor
 */
export function kendallWOfRankings(rankings: ReadonlyArray<Tiers>): Concordance {
  const places = rankings.map((tiers) => new Map(tiers.flatMap((tier, place) => tier.map((item) => [item, place]))));
  const [first] = places;
  const common = [...(first?.keys() ?? [])].filter((item) => places.every((place) => place.has(item))).sort();
  return kendallW(places.map((place) => common.map((item) => place.get(item) ?? 0)));
}

export type RankAgreement = {
  w: Estimate;
  meanCorrelation: Estimate;
  /** Tasks with at least two rankings that tell items apart. */
  tasks: number;
};

/**
 * Concordance of a campaign: the mean over its tasks, each counting once, with a bootstrap interval over tasks.
 * @param tasks one a task: its rankings
 */
export function rankAgreement(tasks: ReadonlyArray<ReadonlyArray<Tiers>>, resampling: Resampling = {}): RankAgreement {
  const known = tasks.map(kendallWOfRankings).flatMap(({ w, meanCorrelation }) => {
    return w === null || meanCorrelation === null ? [] : [{ w, meanCorrelation }];
  });
  const meanOf = (values: ReadonlyArray<number>) =>
    bootstrap(
      values.length,
      (weights) => values.reduce((sum, value, task) => sum + value * (weights[task] ?? 0), 0) / values.length,
      resampling,
    );
  return {
    w: meanOf(known.map(({ w }) => w)),
    meanCorrelation: meanOf(known.map(({ meanCorrelation }) => meanCorrelation)),
    tasks: known.length,
  };
}

/** Ranks from 1, equal values sharing their mean rank; `tieSum` is Σ (t³ − t) over groups of ties. */
function midranks(row: ReadonlyArray<number>): { ranks: Float64Array; tieSum: number } {
  const order = row.map((_, item) => item).sort((a, b) => (row[a] ?? 0) - (row[b] ?? 0));
  const ranks = new Float64Array(row.length);
  let tieSum = 0;
  for (let start = 0; start < order.length; ) {
    let end = start + 1;
    while (end < order.length && row[order[end] ?? 0] === row[order[start] ?? 0]) end++;
    for (const item of order.slice(start, end)) ranks[item] = (start + 1 + end) / 2;
    tieSum += (end - start) ** 3 - (end - start);
    start = end;
  }
  return { ranks, tieSum };
}
