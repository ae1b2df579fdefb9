import type { Tiers } from "#app/features/quality/agreement/kendall-w.ts";
import { invariant } from "#app/lib/invariant.ts";

// Rankings in tiers as a row of choices, for plackett-luce.ts.

export type Ranking = { tiers: Tiers; contributor?: string };

/** Somebody chose some of the alternatives before the rest. */
export type Choice = {
  /** Numbers of the items that were still there, rising. */
  alternatives: ReadonlyArray<number>;
  /** A bit for each chosen alternative. */
  chosen: number;
};

export type Choices = {
  items: ReadonlyArray<string>;
  contributors: ReadonlyArray<string>;
  /** Unlike choices, each once. */
  choices: ReadonlyArray<Choice>;
  counts: Float64Array;
  /** One a ranking: its contributor (−1 unknown), and its choices as places in `choices`. */
  rankings: ReadonlyArray<{ contributor: number; items: ReadonlyArray<number>; choices: ReadonlyArray<number> }>;
  /** The largest tier. */
  largestTie: number;
  /** By how many alternatives there are: the sets that can be chosen of them, as places, at most `largestTie`. */
  sets: ReadonlyArray<ReadonlyArray<ReadonlyArray<number>>>;
};

const mostItemsOfRanking = 12;

/**
 * The first tier is chosen from all ranked items, the second from what is left, and so on; what a ranking leaves out was never
 * an alternative. Names are numbered in their order, and choices sorted, so that the order of the rankings leaves no trace.
 */
export function toChoices(rankings: ReadonlyArray<Ranking>): Choices {
  const names = [...new Set(rankings.flatMap(({ tiers }) => tiers.flat()))].sort();
  const numbers = new Map(names.map((name, number) => [name, number]));
  const known = rankings.flatMap(({ contributor }) => (contributor === undefined ? [] : contributor));
  const contributors = [...new Set(known)].sort();
  const contributorNumbers = new Map(contributors.map((name, number) => [name, number]));

  const listed = rankings.map(({ tiers, contributor }) => {
    const filled = tiers.map((tier) => tier.map((item) => numbers.get(item) ?? 0)).filter((tier) => tier.length > 0);
    const items = filled.flat().sort((a, b) => a - b);
    invariant(new Set(items).size === items.length, "an item stands in one tier");
    invariant(items.length <= mostItemsOfRanking, "a ranking has at most twelve items");
    const choices = choicesOf(filled);
    return { contributor: contributorNumbers.get(contributor ?? "") ?? -1, items, choices };
  });
  const keys = [...new Set(listed.flatMap(({ choices }) => choices.map(keyOf)))].sort();
  const places = new Map(keys.map((key, place) => [key, place]));
  const counts = new Float64Array(keys.length);
  const unlike: Array<Choice> = [];
  const placed = listed.map(({ contributor, items, choices }) => {
    const own = choices.map((choice) => {
      const place = places.get(keyOf(choice)) ?? 0;
      counts[place] = (counts[place] ?? 0) + 1;
      unlike[place] = choice;
      return place;
    });
    return { contributor, items, choices: own };
  });
  const largestTie = unlike.reduce((most, { chosen }) => Math.max(most, bitsOf(chosen)), 1);
  const most = unlike.reduce((largest, { alternatives }) => Math.max(largest, alternatives.length), 0);
  const sets = Array.from({ length: most + 1 }, (_, alternatives) => setsOf(alternatives, largestTie));
  return { items: names, contributors, choices: unlike, counts, rankings: placed, largestTie, sets };
}

function setsOf(alternatives: number, largest: number): Array<Array<number>> {
  const all = Array.from({ length: 2 ** alternatives - 1 }, (_, set) => set + 1);
  return all.filter((set) => bitsOf(set) <= largest).map(membersOf);
}

/** The places of the bits that are set, rising. */
export function membersOf(mask: number): Array<number> {
  const places: Array<number> = [];
  for (let place = 0; mask >> place > 0; place++) if (mask & (1 << place)) places.push(place);
  return places;
}

/** How many bits are set. */
function bitsOf(mask: number): number {
  let bits = 0;
  for (let rest = mask; rest > 0; rest &= rest - 1) bits += 1;
  return bits;
}

/** A last tier of one is no choice: nothing else was left. */
function choicesOf(tiers: ReadonlyArray<ReadonlyArray<number>>): Array<Choice> {
  return tiers.flatMap((tier, place) => {
    const alternatives = tiers
      .slice(place)
      .flat()
      .sort((a, b) => a - b);
    if (alternatives.length < 2) return [];
    const chosen = tier.reduce((mask, item) => mask | (1 << alternatives.indexOf(item)), 0);
    return [{ alternatives, chosen }];
  });
}

function keyOf({ alternatives, chosen }: Choice): string {
  return `${alternatives.join(" ")}|${chosen}`;
}
