// What rankings add up to, and when one is like another. Samples below the line count as a last tier.
import { labelPosterior } from "#app/features/quality/labels/label-posterior.ts";
import type { RankAnswer } from "#app/features/tasks/kinds/rank.ts";
import type { Weighed } from "#app/features/tasks/kinds/scorer.ts";
import { invariant } from "#app/lib/invariant.ts";

type Ranking = { tiers: Array<Array<string>>; unacceptable: Array<string> };
type Consensus = {
  ranking: Ranking;
  probability: number;
  tops: Array<{ samples: Array<string>; probability: number }>;
};

/** A ranking is like another when this part of the other's pairs stands the same way; a pair that one of them ties is half. */
const sameOrderPart = 3 / 4;

/**
 * The top tier is one of the 2ⁿ sets of samples (none: all are unacceptable): a contributor names it with their accuracy, else
 * another of them; with two samples this is the comparison of `prefer`. Below it, samples stand by their weighed Borda score:
 * how many of the others placed they are above, less how many they are below, over how many there are. Those within half a
 * place of a tier's first share it.
 */
export function consensus(answers: ReadonlyArray<Weighed<RankAnswer>>, sampleIds: ReadonlyArray<string>): Consensus {
  const setOf = (ids: ReadonlyArray<string>) => ids.reduce((set, id) => set | (1 << sampleIds.indexOf(id)), 0);
  const votes = answers.map(({ answer, accuracy }) => ({ label: setOf(answer.tiers[0] ?? []), accuracy }));
  const posterior = labelPosterior(votes, 2 ** sampleIds.length);
  const chosen = [...new Set(votes.map(({ label }) => label))]
    .map((set) => ({ set, probability: posterior[set] ?? 0 }))
    .sort((left, right) => right.probability - left.probability || left.set - right.set);
  const [best] = chosen;
  invariant(best, "a consensus is of at least one ranking");

  const samplesOf = (set: number) => sampleIds.filter((_, place) => set & (1 << place));
  return {
    ranking: rankingBelow(samplesOf(best.set), answers, sampleIds),
    probability: best.probability,
    tops: chosen.map(({ set, probability }) => ({ samples: samplesOf(set), probability })),
  };
}

/** The top is given; what more weight puts below the line than above it is unacceptable, what nobody placed is left out. */
function rankingBelow(
  top: ReadonlyArray<string>,
  answers: ReadonlyArray<Weighed<RankAnswer>>,
  sampleIds: ReadonlyArray<string>,
): Ranking {
  const weighed = answers.map(({ answer, accuracy }) => ({
    levels: levelsOf(answer),
    refused: new Set(answer.unacceptable),
    weight: Math.log(accuracy / (1 - accuracy)),
  }));
  const rest = sampleIds
    .filter((id) => !top.includes(id) && weighed.some(({ levels }) => levels.has(id)))
    .map((id) => {
      const placing = weighed.filter(({ levels }) => levels.has(id));
      const weight = placing.reduce((sum, each) => sum + each.weight, 0);
      const refusing = placing.reduce((sum, each) => sum + (each.refused.has(id) ? each.weight : 0), 0);
      const score = placing.reduce((sum, each) => sum + each.weight * bordaScore(id, each.levels), 0) / weight;
      return { id, score, isRefused: top.length === 0 || refusing > weight / 2 };
    });
  const below = tiersOf(
    rest.filter(({ isRefused }) => !isRefused),
    1 / Math.max(1, sampleIds.length - 1),
  );
  return {
    tiers: top.length === 0 ? below : [[...top], ...below],
    unacceptable: rest.filter(({ isRefused }) => isRefused).map(({ id }) => id),
  };
}

function tiersOf(samples: ReadonlyArray<{ id: string; score: number }>, width: number): Array<Array<string>> {
  const tiers: Array<{ first: number; ids: Array<string> }> = [];
  for (const { id, score } of samples.toSorted((left, right) => right.score - left.score)) {
    const tier = tiers.at(-1);
    if (tier && tier.first - score < width) tier.ids.push(id);
    else tiers.push({ first: score, ids: [id] });
  }
  return tiers.map(({ ids }) => ids);
}

/** In [−1, 1]; 0 for a sample that was placed alone. */
function bordaScore(id: string, levels: ReadonlyMap<string, number>): number {
  const own = levels.get(id) ?? 0;
  let score = 0;
  for (const level of levels.values()) score += Math.sign(level - own);
  return levels.size > 1 ? score / (levels.size - 1) : 0;
}

function levelsOf({ tiers, unacceptable = [] }: RankAnswer): Map<string, number> {
  return new Map([...tiers, unacceptable].flatMap((ids, level) => ids.map((id): [string, number] => [id, level])));
}

/** Whether `ranking` puts `other`'s samples in nearly the same order; a pair that it leaves out stands the wrong way. */
export function sameOrder(ranking: RankAnswer, other: RankAnswer): boolean {
  const own = levelsOf(ranking);
  const wanted = [...levelsOf(other)];
  let pairs = 0;
  let same = 0;
  for (const [index, [left, leftLevel]] of wanted.entries()) {
    for (const [right, rightLevel] of wanted.slice(index + 1)) {
      pairs += 1;
      const leftOwn = own.get(left);
      const rightOwn = own.get(right);
      if (leftOwn === undefined || rightOwn === undefined) continue;
      same += 1 - Math.abs(Math.sign(leftLevel - rightLevel) - Math.sign(leftOwn - rightOwn)) / 2;
    }
  }
  return same >= pairs * sameOrderPart;
}
