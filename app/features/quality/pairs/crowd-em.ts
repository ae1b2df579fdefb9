import { climb } from "#app/features/quality/pairs/bradley-terry.ts";
import { type PairCounts, type PairVotes, pairOfVotes } from "#app/features/quality/pairs/comparisons.ts";
import { davidsonChances } from "#app/features/quality/pairs/davidson.ts";
import { defaultPriorWeight, logisticPrior } from "#app/features/quality/pairs/logistic-prior.ts";

// One round of expectation–maximisation of crowd-bradley-terry.ts, over columns.

/**
 * Everything that is fitted, in one row so that a step can be lengthened: the scores and log ν, then for each contributor the
 * logs of the chances of honest, inverted and habit, then the logs of the habit's shares of left, right and tie.
 */
export type CrowdState = Float64Array;

/** Everybody is taken for honest until votes say otherwise; this many votes' worth. */
const priorVotes = [6, 0.5, 0.5] as const;
/** And habit for no side, with this many votes a result. */
const priorHabit = 1;
const newtonStepsARound = 2;

export type CrowdColumns = {
  counts: PairCounts;
  contributorCount: number;
  hasTie: boolean;
  /** One a vote: pair · 3 + result as seen from the pair's first item; the same with the sides exchanged; contributor · 3. */
  cell: Int32Array;
  turnedCell: Int32Array;
  owner: Int32Array;
  result: Uint8Array;
};

/** Votes without a contributor are one contributor of their own, the last, in whom everybody unknown is mixed. */
export function crowdColumns(votes: PairVotes, counts: PairCounts): CrowdColumns {
  const pairs = pairOfVotes(votes, counts);
  const seen = votes.result.map((result, vote) => {
    return (votes.left[vote] ?? 0) < (votes.right[vote] ?? 0) ? result : turned(result);
  });
  const unknown = votes.contributors.length;
  return {
    counts,
    contributorCount: unknown + 1,
    hasTie: votes.result.includes(2),
    cell: pairs.map((pair, vote) => pair * 3 + (seen[vote] ?? 0)),
    turnedCell: pairs.map((pair, vote) => pair * 3 + turned(seen[vote] ?? 0)),
    owner: votes.contributor.map((contributor) => (contributor < 0 ? unknown : contributor) * 3),
    result: votes.result,
  };
}

export function startOfCrowd({ counts, contributorCount, hasTie }: CrowdColumns, scores: Float64Array): CrowdState {
  const state = new Float64Array(counts.itemCount + 1 + 6 * contributorCount);
  state.set(scores);
  const [mixes, habits] = [counts.itemCount + 1, counts.itemCount + 1 + 3 * contributorCount];
  const all = priorVotes[0] + priorVotes[1] + priorVotes[2];
  for (let who = 0; who < contributorCount; who++) {
    for (let kind = 0; kind < 3; kind++) {
      state[mixes + who * 3 + kind] = Math.log((priorVotes[kind] ?? 0) / all);
      state[habits + who * 3 + kind] = hasTie ? Math.log(1 / 3) : kind < 2 ? Math.log(1 / 2) : -Infinity;
    }
  }
  return state;
}

export type Round = {
  next: CrowdState;
  /** Of the state given, not of the next. */
  logLikelihood: number;
  logPosterior: number;
  /** What the scores are fitted on: honest votes, and inverted ones for the other side. */
  weighted: PairCounts;
};

/** The state after one round; the log posterior never falls. */
export function crowdRound(columns: CrowdColumns, state: CrowdState): Round {
  const { counts, contributorCount } = columns;
  const scores = state.slice(0, counts.itemCount + 1);
  const shares = state.subarray(counts.itemCount + 1).map(Math.exp);
  const sums = new Float64Array(shares.length);
  const cells = new Float64Array(counts.first.length * 3);
  const logLikelihood = weigh(columns, chancesOfCells(columns, scores), shares, sums, cells);
  const logPosterior = logLikelihood + logPrior(columns, state);

  const weighted = toCounts(counts, cells);
  climb(weighted, defaultPriorWeight, scores, newtonStepsARound);
  const next = new Float64Array(state.length);
  next.set(scores);
  const results = columns.hasTie ? 3 : 2;
  for (let who = 0; who < contributorCount; who++) {
    settle(sums, next.subarray(scores.length), who * 3, priorVotes);
    settle(sums, next.subarray(scores.length), (contributorCount + who) * 3, habitPriors[results === 3 ? 1 : 0]);
  }
  return { next, logLikelihood, logPosterior, weighted };
}

const habitPriors = [
  [priorHabit, priorHabit, 0],
  [priorHabit, priorHabit, priorHabit],
] as const;

/** How probably each vote was honest, inverted or habit: summed by contributor into `sums`, by pair into `cells`. */
function weigh(
  { cell, turnedCell, owner, result, contributorCount }: CrowdColumns,
  chances: Float64Array,
  shares: Float64Array,
  sums: Float64Array,
  cells: Float64Array,
): number {
  let logLikelihood = 0;
  for (let vote = 0; vote < cell.length; vote++) {
    const at = cell[vote] ?? 0;
    const turnedAt = turnedCell[vote] ?? 0;
    const own = owner[vote] ?? 0;
    const habitAt = contributorCount * 3 + own + (result[vote] ?? 0);
    let honest = (shares[own] ?? 0) * (chances[at] ?? 0);
    let inverted = (shares[own + 1] ?? 0) * (chances[turnedAt] ?? 0);
    let habit = (shares[own + 2] ?? 0) * (shares[habitAt] ?? 0);
    const chance = honest + inverted + habit;
    logLikelihood += Math.log(chance);
    honest /= chance;
    inverted /= chance;
    habit /= chance;
    sums[own] = (sums[own] ?? 0) + honest;
    sums[own + 1] = (sums[own + 1] ?? 0) + inverted;
    sums[own + 2] = (sums[own + 2] ?? 0) + habit;
    sums[habitAt] = (sums[habitAt] ?? 0) + habit;
    cells[at] = (cells[at] ?? 0) + honest;
    cells[turnedAt] = (cells[turnedAt] ?? 0) + inverted;
  }
  return logLikelihood;
}

function chancesOfCells({ counts, hasTie }: CrowdColumns, scores: Float64Array): Float64Array {
  const logTie = hasTie ? (scores[counts.itemCount] ?? 0) : -Infinity;
  const chances = new Float64Array(counts.first.length * 3);
  for (let pair = 0; pair < counts.first.length; pair++) {
    const difference = (scores[counts.first[pair] ?? 0] ?? 0) - (scores[counts.second[pair] ?? 0] ?? 0);
    const { first, second, tie } = davidsonChances(difference, logTie);
    chances[pair * 3] = first;
    chances[pair * 3 + 1] = second;
    chances[pair * 3 + 2] = tie;
  }
  return chances;
}

/** The most probable three shares at `place`, as logs, given what was counted and the prior. */
function settle(sums: Float64Array, logs: Float64Array, place: number, prior: readonly [number, number, number]): void {
  let all = 0;
  for (let kind = 0; kind < 3; kind++) all += (sums[place + kind] ?? 0) + (prior[kind] ?? 0);
  for (let kind = 0; kind < 3; kind++) {
    logs[place + kind] = Math.log(((sums[place + kind] ?? 0) + (prior[kind] ?? 0)) / all);
  }
}

function logPrior({ counts, contributorCount, hasTie }: CrowdColumns, state: CrowdState): number {
  const free = counts.itemCount + 1;
  let sum = 0;
  for (let place = 0; place < (hasTie ? free : free - 1); place++) {
    sum += logisticPrior(state[place] ?? 0, defaultPriorWeight).density;
  }
  for (let place = 0; place < contributorCount * 3; place++) {
    sum += (priorVotes[place % 3] ?? 0) * (state[free + place] ?? 0);
    if (hasTie || place % 3 < 2) sum += priorHabit * (state[free + contributorCount * 3 + place] ?? 0);
  }
  return sum;
}

function toCounts(counts: PairCounts, cells: Float64Array): PairCounts {
  const of = (result: number) => Float64Array.from(counts.first, (_, pair) => cells[pair * 3 + result] ?? 0);
  return { ...counts, firstWins: of(0), secondWins: of(1), ties: of(2) };
}

function turned(result: number): number {
  return result === 2 ? 2 : 1 - result;
}
