import type { PairFit } from "#app/features/quality/pairs/bradley-terry.ts";
import type { PairVotes } from "#app/features/quality/pairs/comparisons.ts";
import { scoreErrors } from "#app/features/quality/pairs/component-errors.ts";
import { davidsonChances, emptySlopes, measureSlopes } from "#app/features/quality/pairs/davidson.ts";
import type { Cluster } from "#app/features/quality/pairs/sandwich.ts";

// Standard errors of Bradley–Terry scores.

/** Subtracts each component's mean. */
export function centredByComponent(scores: Float64Array, component: Int32Array): Float64Array {
  const [sums, sizes] = [new Float64Array(scores.length), new Float64Array(scores.length)];
  scores.forEach((score, item) => {
    const root = component[item] ?? 0;
    sums[root] = (sums[root] ?? 0) + score;
    sizes[root] = (sizes[root] ?? 0) + 1;
  });
  return scores.map((score, item) => score - (sums[component[item] ?? 0] ?? 0) / (sizes[component[item] ?? 0] ?? 1));
}

/**
 * Standard errors of the centred scores by the sandwich estimator (White, 1982; clustered: Liang and Zeger, 1986), one cluster a
 * contributor, or a vote where the contributor is unknown; never below what the model itself says.
 */
export function pairErrors(votes: PairVotes, fit: PairFit, priorWeight: number): Float64Array {
  const { counts, parameters, component } = fit;
  const slopes = emptySlopes(counts);
  measureSlopes(counts, parameters, priorWeight, slopes);
  const logTie = Math.log(fit.tieStrength);
  const clusters = clustersOf(votes, (vote) => {
    const [left, right] = [votes.left[vote] ?? 0, votes.right[vote] ?? 0];
    return voteSlope(votes.result[vote] ?? 0, (parameters[left] ?? 0) - (parameters[right] ?? 0), logTie);
  });
  return scoreErrors({ counts, slopes, component, clusters });
}

/** The slope of a vote's log likelihood in the difference of scores, towards its left item, and in log ν. */
export type VoteSlope = { lead: number; tie: number };

/** That slope under Davidson's model. */
export function voteSlope(result: number, difference: number, logTie: number): VoteSlope {
  const chances = davidsonChances(difference, logTie);
  const observed = result === 2 ? 0 : result === 0 ? 0.5 : -0.5;
  return {
    lead: observed - (chances.first - chances.second) / 2,
    tie: logTie === -Infinity ? 0 : (result === 2 ? 1 : 0) - chances.tie,
  };
}

/** Votes' slopes summed by contributor. */
export function* clustersOf(votes: PairVotes, slopeOf: (vote: number) => VoteSlope): Generator<Cluster> {
  const last = votes.items.length;
  for (const group of groupsOfVotes(votes)) {
    const slopes = new Map<number, number>();
    const add = (place: number, value: number) => slopes.set(place, (slopes.get(place) ?? 0) + value);
    for (const vote of group) {
      const { lead, tie } = slopeOf(vote);
      add(votes.left[vote] ?? 0, lead);
      add(votes.right[vote] ?? 0, -lead);
      add(last, tie);
    }
    yield { places: [...slopes.keys()], slopes: [...slopes.values()] };
  }
}

/** Places of votes by contributor; each vote without one is a group of its own. */
export function* groupsOfVotes(votes: PairVotes): Generator<ReadonlyArray<number>> {
  const groups = votes.contributors.map((): Array<number> => []);
  for (let vote = 0; vote < votes.left.length; vote++) {
    const group = groups[votes.contributor[vote] ?? -1];
    if (group) group.push(vote);
    else yield [vote];
  }
  yield* groups.filter((group) => group.length > 0);
}
