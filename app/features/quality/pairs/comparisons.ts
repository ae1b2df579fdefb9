import { invariant } from "#app/lib/invariant.ts";

// PairVotes between two items as columns, and what the pairwise models are fitted on: each pair once, with its counts.

export const comparisonResults = ["left", "right", "tie"] as const;
export type ComparisonResult = (typeof comparisonResults)[number];

export type Comparison = { left: string; right: string; result: ComparisonResult; contributor?: string };

/** Result codes are places in `comparisonResults`. A contributor of −1 is unknown. */
export type PairVotes = {
  items: ReadonlyArray<string>;
  contributors: ReadonlyArray<string>;
  left: Int32Array;
  right: Int32Array;
  result: Uint8Array;
  contributor: Int32Array;
};

/** Pairs with first < second, sorted, none twice. Counts may be fractions (weights of votes). */
export type PairCounts = {
  itemCount: number;
  first: Int32Array;
  second: Int32Array;
  firstWins: Float64Array;
  secondWins: Float64Array;
  ties: Float64Array;
};

const mostItemsOfTable = 1024;

/** Items and contributors are numbered in the order of their names, so that the order of the votes leaves no trace. */
export function toVotes(comparisons: ReadonlyArray<Comparison>): PairVotes {
  const items = namesOf(comparisons.flatMap(({ left, right }) => [left, right]));
  const contributors = namesOf(
    comparisons.flatMap(({ contributor }) => (contributor === undefined ? [] : contributor)),
  );
  const itemNumber = numbersOf(items);
  const contributorNumber = numbersOf(contributors);
  const numberOf = (name: string) => itemNumber.get(name) ?? -1;
  for (const { left, right } of comparisons) invariant(left !== right, "an item is not compared with itself");
  return {
    items,
    contributors,
    left: Int32Array.from(comparisons, ({ left }) => numberOf(left)),
    right: Int32Array.from(comparisons, ({ right }) => numberOf(right)),
    result: Uint8Array.from(comparisons, ({ result }) => comparisonResults.indexOf(result)),
    contributor: Int32Array.from(comparisons, ({ contributor }) => contributorNumber.get(contributor ?? "") ?? -1),
  };
}

/**
 * Every pair of a ranking in tiers, best first: a higher tier beats a lower one, items of one tier tie. Items left out are in
 * no pair; what is unacceptable is the lowest tier.
 */
export function comparisonsOfRanking(
  tiers: ReadonlyArray<ReadonlyArray<string>>,
  contributor?: string,
): Array<Comparison> {
  const placed = tiers.flatMap((tier, place) => tier.map((item) => ({ item, place })));
  return placed.flatMap((left, index) =>
    placed.slice(index + 1).map((right): Comparison => {
      return { left: left.item, right: right.item, result: left.place < right.place ? "left" : "tie", contributor };
    }),
  );
}

/** Counts each pair's results: a table for few items, else a sort. */
export function countPairs(votes: PairVotes): PairCounts {
  return votes.items.length <= mostItemsOfTable ? countByTable(votes) : countBySort(votes);
}

/** Each vote's place among the pairs of `counts`. */
export function pairOfVotes(votes: PairVotes, { first, second }: PairCounts): Int32Array {
  const size = votes.items.length;
  const keyOf = (a: number, b: number) => Math.min(a, b) * size + Math.max(a, b);
  const places = new Map(Array.from(first, (item, pair) => [keyOf(item, second[pair] ?? 0), pair]));
  return votes.left.map((left, vote) => places.get(keyOf(left, votes.right[vote] ?? 0)) ?? 0);
}

/** Which items are joined by a chain of comparisons: the least item's number for each. Scores compare only within one. */
export function componentsOf({ itemCount, first, second }: PairCounts): Int32Array {
  const parent = Int32Array.from({ length: itemCount }, (_, item) => item);
  for (let pair = 0; pair < first.length; pair++) {
    const [a, b] = [rootOf(parent, first[pair] ?? 0), rootOf(parent, second[pair] ?? 0)];
    parent[Math.max(a, b)] = Math.min(a, b);
  }
  return parent.map((_, item) => rootOf(parent, item));
}

/** The root of an item's tree, which is the least of its members; paths are halved on the way. */
export function rootOf(parent: Int32Array, item: number): number {
  let at = item;
  while (parent[at] !== at) {
    const above = parent[at] ?? at;
    parent[at] = parent[above] ?? above;
    at = above;
  }
  return at;
}

/** A vote's result as seen from the lower item: 0 it won, 1 it lost, 2 a tie. */
function resultForFirst(votes: PairVotes, vote: number): number {
  const result = votes.result[vote] ?? 0;
  if (result === 2) return 2;
  return (votes.left[vote] ?? 0) < (votes.right[vote] ?? 0) ? result : 1 - result;
}

function cellOf(votes: PairVotes, vote: number): number {
  const left = votes.left[vote] ?? 0;
  const right = votes.right[vote] ?? 0;
  const pair = Math.min(left, right) * votes.items.length + Math.max(left, right);
  return pair * 3 + resultForFirst(votes, vote);
}

function countByTable(votes: PairVotes): PairCounts {
  const table = new Float64Array(votes.items.length ** 2 * 3);
  for (let vote = 0; vote < votes.left.length; vote++) {
    const cell = cellOf(votes, vote);
    table[cell] = (table[cell] ?? 0) + 1;
  }
  const pairs: Array<number> = [];
  for (let cell = 0; cell < table.length; cell += 3) {
    if ((table[cell] ?? 0) + (table[cell + 1] ?? 0) + (table[cell + 2] ?? 0) > 0) pairs.push(cell / 3);
  }
  return toPairCounts(votes.items.length, pairs, (pair, result) => table[pair * 3 + result] ?? 0);
}

function countBySort(votes: PairVotes): PairCounts {
  const cells = Float64Array.from(votes.left, (_, vote) => cellOf(votes, vote)).sort();
  const counts = new Map<number, number>();
  for (const cell of cells) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  const pairs = [...new Set([...counts.keys()].map((cell) => Math.floor(cell / 3)))];
  return toPairCounts(votes.items.length, pairs, (pair, result) => counts.get(pair * 3 + result) ?? 0);
}

function toPairCounts(
  itemCount: number,
  pairs: ReadonlyArray<number>,
  countOf: (pair: number, result: number) => number,
): PairCounts {
  return {
    itemCount,
    first: Int32Array.from(pairs, (pair) => Math.floor(pair / itemCount)),
    second: Int32Array.from(pairs, (pair) => pair % itemCount),
    firstWins: Float64Array.from(pairs, (pair) => countOf(pair, 0)),
    secondWins: Float64Array.from(pairs, (pair) => countOf(pair, 1)),
    ties: Float64Array.from(pairs, (pair) => countOf(pair, 2)),
  };
}

function namesOf(names: ReadonlyArray<string>): Array<string> {
  return [...new Set(names)].sort();
}

function numbersOf(names: ReadonlyArray<string>): Map<string, number> {
  return new Map(names.map((name, number) => [name, number]));
}
