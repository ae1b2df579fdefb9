import { fitBradleyTerry, type PairFit, toPairFit } from "#app/features/quality/pairs/bradley-terry.ts";
import { countPairs, type PairVotes } from "#app/features/quality/pairs/comparisons.ts";
import {
  type CrowdColumns,
  type CrowdState,
  crowdColumns,
  crowdRound,
  startOfCrowd,
} from "#app/features/quality/pairs/crowd-em.ts";
import { davidsonChances } from "#app/features/quality/pairs/davidson.ts";

// Bradley–Terry with contributors who differ. Each vote is honest (Davidson's model of the scores), inverted (the same with
// sides exchanged: CrowdBT's adversary, Chen et al., WSDM 2013) or habit (this contributor's own shares of left, right and tie,
// whatever the items: the bias of crowd-kit's NoisyBradleyTerry). The most probable fit, from equal contributors on.

/** How votes come about: chances that sum to 1, and how habit falls on left, right and tie. */
export type ContributorFit = {
  contributor: string;
  votes: number;
  honest: number;
  inverted: number;
  habit: number;
  habitLeft: number;
  habitRight: number;
  habitTie: number;
};

export type CrowdFit = PairFit & {
  contributors: Array<ContributorFit>;
  /** In nats, of all votes under the fitted model. */
  logLikelihood: number;
  isConverged: boolean;
};

const mostCycles = 200;
/** The largest change of a score in a round. */
const closeEnough = 1e-5;

/**
 * Expectation–maximisation with lengthened steps (SQUAREM, Varadhan and Roland, 2008). A lengthened step that would lose is not
 * taken, so the log posterior never falls.
 * @param votes from `toVotes`; those without a contributor are one contributor of their own
 * @returns scores as those of `fitBradleyTerry`, and what is believed of each contributor
 */
export function fitCrowdBradleyTerry(votes: PairVotes, counts = countPairs(votes)): CrowdFit {
  const columns = crowdColumns(votes, counts);
  const scores = counts.itemCount + 1;
  let state = startOfCrowd(columns, fitBradleyTerry(counts).parameters);
  let [cycles, isConverged] = [0, false];
  while (cycles < mostCycles && !isConverged) {
    cycles += 1;
    const first = crowdRound(columns, state);
    const second = crowdRound(columns, first.next);
    isConverged = largestChange(first.next, second.next, scores) < closeEnough;
    const long = lengthened(columns, state, first.next, second.next);
    const third = long && !isConverged ? crowdRound(columns, long) : null;
    state = third && third.logPosterior >= second.logPosterior ? third.next : second.next;
  }
  const { weighted, logLikelihood } = crowdRound(columns, state);
  const fit = toPairFit(weighted, state.slice(0, scores), cycles);
  return { ...fit, contributors: contributorsOf(votes, state.subarray(scores)), logLikelihood, isConverged };
}

/** How probable a vote is under a contributor's fit. Of an unknown contributor: as if honest. */
export function voteChance(
  contributor: ContributorFit | undefined,
  result: number,
  difference: number,
  logTie: number,
): number {
  const { first, second, tie } = davidsonChances(difference, logTie);
  const [honest, inverted] = result === 2 ? [tie, tie] : result === 0 ? [first, second] : [second, first];
  if (!contributor) return honest;
  const habits = [contributor.habitLeft, contributor.habitRight, contributor.habitTie];
  const habit = contributor.habit * (habits[result] ?? 0);
  return contributor.honest * honest + contributor.inverted * inverted + habit;
}

function largestChange(before: CrowdState, after: CrowdState, scores: number): number {
  let largest = 0;
  for (let place = 0; place < scores; place++) {
    largest = Math.max(largest, Math.abs((after[place] ?? 0) - (before[place] ?? 0)));
  }
  return largest;
}

/** Where two rounds point to: state − 2αr + α²v with α = −|r|/|v|. Null when that is no longer than the two rounds. */
function lengthened(
  columns: CrowdColumns,
  state: CrowdState,
  first: CrowdState,
  second: CrowdState,
): CrowdState | null {
  let [ofStep, ofTurn] = [0, 0];
  for (let place = 0; place < state.length; place++) {
    const [a, b, c] = [state[place] ?? 0, first[place] ?? 0, second[place] ?? 0];
    if (a === -Infinity) continue;
    ofStep += (b - a) ** 2;
    ofTurn += (c - 2 * b + a) ** 2;
  }
  const reach = Math.sqrt(ofStep / ofTurn);
  if (!(reach > 1) || !Number.isFinite(reach)) return null;
  const long = state.map((a, place) => {
    const [b, c] = [first[place] ?? 0, second[place] ?? 0];
    return a === -Infinity ? a : a + 2 * reach * (b - a) + reach * reach * (c - 2 * b + a);
  });
  normalise(long.subarray(columns.counts.itemCount + 1));
  return long;
}

/** Makes each three logs those of shares that sum to 1. */
function normalise(logs: Float64Array): void {
  for (let place = 0; place < logs.length; place += 3) {
    const [a, b, c] = [logs[place] ?? 0, logs[place + 1] ?? 0, logs[place + 2] ?? 0];
    const top = Math.max(a, b, c);
    const sum = top + Math.log(Math.exp(a - top) + Math.exp(b - top) + Math.exp(c - top));
    logs[place] = a - sum;
    logs[place + 1] = b - sum;
    logs[place + 2] = c - sum;
  }
}

function contributorsOf(votes: PairVotes, logs: Float64Array): Array<ContributorFit> {
  const given = new Int32Array(votes.contributors.length);
  for (const contributor of votes.contributor) if (contributor >= 0) given[contributor] = (given[contributor] ?? 0) + 1;
  const habits = (votes.contributors.length + 1) * 3;
  const share = (place: number) => Math.exp(logs[place] ?? 0);
  return votes.contributors.map((contributor, number) => ({
    contributor,
    votes: given[number] ?? 0,
    honest: share(number * 3),
    inverted: share(number * 3 + 1),
    habit: share(number * 3 + 2),
    habitLeft: share(habits + number * 3),
    habitRight: share(habits + number * 3 + 1),
    habitTie: share(habits + number * 3 + 2),
  }));
}
