import { climb, fitBradleyTerry, type PairFit, toPairFit } from "#app/features/quality/bradley-terry.ts";
import { countPairs, type PairCounts, type PairVotes, pairOfVotes } from "#app/features/quality/comparisons.ts";
import { davidsonChances, type PairParameters } from "#app/features/quality/davidson.ts";
import { defaultPriorWeight } from "#app/features/quality/logistic-prior.ts";

// Bradley–Terry with contributors who differ. Each vote is honest (Davidson's model of the scores), inverted (the same with
// sides exchanged: CrowdBT's adversary, Chen et al., WSDM 2013) or habit (this contributor's own shares of left, right and tie,
// whatever the items: the bias of crowd-kit's NoisyBradleyTerry). Fitted by expectation–maximisation from equal contributors.

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

/** Everybody is taken for honest until votes say otherwise; this many votes' worth. */
const priorVotes = { honest: 6, inverted: 0.5, habit: 0.5 };
/** And habit for no side, with this many votes a result. */
const priorHabit = 1;
const mostRounds = 500;
const closeEnough = 1e-5;
const newtonStepsARound = 2;

/** The shares of one contributor, as the fit holds them. */
type Shares = { mix: Float64Array; habit: Float64Array };
type Crowd = { votes: PairVotes; counts: PairCounts; pairs: Int32Array; shares: Array<Shares>; hasTie: boolean };

/**
 * @param votes from `toVotes`; those without a contributor are one contributor of their own, in whom everybody unknown is mixed
 * @returns scores as those of `fitBradleyTerry`, and what is believed of each contributor
 */
export function fitCrowdBradleyTerry(votes: PairVotes): CrowdFit {
  const counts = countPairs(votes);
  const plain = fitBradleyTerry(counts);
  const crowd = crowdOf(votes, counts);
  const parameters = Float64Array.from(plain.parameters);
  let [rounds, logLikelihood, isConverged] = [0, 0, false];
  while (rounds < mostRounds && !isConverged) {
    rounds += 1;
    const before = Float64Array.from(parameters);
    const { weighted, likelihood } = expectation(crowd, parameters);
    logLikelihood = likelihood;
    climb(weighted, defaultPriorWeight, parameters, newtonStepsARound);
    isConverged = before.every((value, place) => Math.abs(value - (parameters[place] ?? 0)) < closeEnough);
  }
  const { weighted } = expectation(crowd, parameters);
  const fit = toPairFit(weighted, parameters, rounds);
  return { ...fit, contributors: contributorsOf(crowd), logLikelihood, isConverged };
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

function crowdOf(votes: PairVotes, counts: PairCounts): Crowd {
  const hasTie = votes.result.includes(2);
  const all = priorVotes.honest + priorVotes.inverted + priorVotes.habit;
  const mix = [priorVotes.honest, priorVotes.inverted, priorVotes.habit].map((share) => share / all);
  const habit = hasTie ? [1 / 3, 1 / 3, 1 / 3] : [1 / 2, 1 / 2, 0];
  const shares = Array.from({ length: votes.contributors.length + 1 }, (): Shares => {
    return { mix: Float64Array.from(mix), habit: Float64Array.from(habit) };
  });
  return { votes, counts, pairs: pairOfVotes(votes, counts), shares, hasTie };
}

/**
 * One round: how probably each vote was honest, inverted or habit; the contributors' shares from that, and the counts that the
 * scores are to be fitted on. An inverted vote counts for the other side.
 */
function expectation(crowd: Crowd, parameters: PairParameters): { weighted: PairCounts; likelihood: number } {
  const { votes, shares, counts } = crowd;
  const logTie = crowd.hasTie ? (parameters[counts.itemCount] ?? 0) : -Infinity;
  const weighted = emptyCounts(counts);
  const sums = shares.map((): Shares => ({ mix: new Float64Array(3), habit: new Float64Array(3) }));
  let likelihood = 0;
  for (let vote = 0; vote < votes.left.length; vote++) {
    const who = (votes.contributor[vote] ?? -1) + 1;
    const [own, sum] = [shares[who], sums[who]];
    if (!own || !sum) continue;
    const [left, right, result] = [votes.left[vote] ?? 0, votes.right[vote] ?? 0, votes.result[vote] ?? 0];
    const { first, second, tie } = davidsonChances((parameters[left] ?? 0) - (parameters[right] ?? 0), logTie);
    const honest = (own.mix[0] ?? 0) * (result === 2 ? tie : result === 0 ? first : second);
    const inverted = (own.mix[1] ?? 0) * (result === 2 ? tie : result === 0 ? second : first);
    const habit = (own.mix[2] ?? 0) * (own.habit[result] ?? 0);
    const chance = honest + inverted + habit;
    likelihood += Math.log(chance);
    add(sum.mix, 0, honest / chance);
    add(sum.mix, 1, inverted / chance);
    add(sum.mix, 2, habit / chance);
    add(sum.habit, result, habit / chance);
    addWeighted(
      weighted,
      crowd.pairs[vote] ?? 0,
      left < right ? result : turned(result),
      honest / chance,
      inverted / chance,
    );
  }
  shares.forEach((own, who) => {
    settle(own, sums[who] ?? own, crowd.hasTie);
  });
  return { weighted, likelihood };
}

/** The most probable shares, given what was counted and the prior. */
function settle(own: Shares, sum: Shares, hasTie: boolean): void {
  const prior = [priorVotes.honest, priorVotes.inverted, priorVotes.habit];
  const all = sum.mix.reduce((a, b) => a + b, 0) + prior.reduce((a, b) => a + b, 0);
  own.mix.forEach((_, kind) => {
    own.mix[kind] = ((sum.mix[kind] ?? 0) + (prior[kind] ?? 0)) / all;
  });
  const results = hasTie ? 3 : 2;
  const habits = sum.habit.reduce((a, b) => a + b, 0) + results * priorHabit;
  for (let result = 0; result < results; result++) own.habit[result] = ((sum.habit[result] ?? 0) + priorHabit) / habits;
}

function addWeighted(counts: PairCounts, pair: number, result: number, honest: number, inverted: number): void {
  if (result === 2) {
    add(counts.ties, pair, honest + inverted);
  } else {
    add(result === 0 ? counts.firstWins : counts.secondWins, pair, honest);
    add(result === 0 ? counts.secondWins : counts.firstWins, pair, inverted);
  }
}

function turned(result: number): number {
  return result === 2 ? 2 : 1 - result;
}

function add(values: Float64Array, place: number, amount: number): void {
  values[place] = (values[place] ?? 0) + amount;
}

function emptyCounts(counts: PairCounts): PairCounts {
  const size = counts.first.length;
  return {
    ...counts,
    firstWins: new Float64Array(size),
    secondWins: new Float64Array(size),
    ties: new Float64Array(size),
  };
}

function contributorsOf({ votes, shares }: Crowd): Array<ContributorFit> {
  const given = new Int32Array(votes.contributors.length);
  for (const contributor of votes.contributor) if (contributor >= 0) given[contributor] = (given[contributor] ?? 0) + 1;
  return votes.contributors.map((contributor, number) => {
    const { mix, habit } = shares[number + 1] ?? { mix: [], habit: [] };
    const [honest = 0, inverted = 0, ofHabit = 0] = mix;
    const [habitLeft = 0, habitRight = 0, habitTie = 0] = habit;
    const votes = given[number] ?? 0;
    return { contributor, votes, honest, inverted, habit: ofHabit, habitLeft, habitRight, habitTie };
  });
}
