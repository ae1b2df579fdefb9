import { fitBradleyTerry } from "#app/features/quality/pairs/bradley-terry.ts";
import { countPairs, type PairVotes } from "#app/features/quality/pairs/comparisons.ts";
import { fitCrowdBradleyTerry, voteChance } from "#app/features/quality/pairs/crowd-bradley-terry.ts";

export type PairMethod = "bradley-terry" | "noisy-bradley-terry";

/** Mean log likelihood of a held-out vote under either model, in nats, and its gain's error; null where it was not tried. */
export type PairChoice = {
  method: PairMethod;
  heldOut: { votes: number; plain: number; noisy: number; errorOfGain: number } | null;
};

const folds = 5;
/** Above this one fold is enough, and five would take too long. */
const votesForAllFolds = 50_000;
/** So many votes a contributor must there be on average before their habits can be told apart. */
const leastVotesEach = 4;

/**
 * Which of the models foretells votes better that it was not fitted on: five folds, by the votes' contents, so that their order
 * does not matter. The noisy one must be better by more than one standard error: what is not needed is left out. Plain
 * Bradley–Terry where contributors are unknown, alone or new.
 */
export function choosePairMethod(votes: PairVotes): PairChoice {
  const contributors = votes.contributors.length;
  if (contributors < 2 || votes.left.length < leastVotesEach * contributors) {
    return { method: "bradley-terry", heldOut: null };
  }
  const fold = Uint8Array.from(votes.left, (_, vote) => foldOf(votes, vote));
  const tried = votes.left.length > votesForAllFolds ? 1 : folds;
  const sums: Sums = { votes: 0, plain: 0, noisy: 0, squares: 0 };
  for (let held = 0; held < tried; held++) {
    const known = picked(votes, (vote) => fold[vote] !== held);
    addLikelihoods(sums, { known, unknown: picked(votes, (vote) => fold[vote] === held) });
  }
  if (sums.votes === 0) return { method: "bradley-terry", heldOut: null };
  const [plain, noisy] = [sums.plain / sums.votes, sums.noisy / sums.votes];
  const variance = Math.max(0, sums.squares / sums.votes - (noisy - plain) ** 2);
  const errorOfGain = Math.sqrt(variance / sums.votes);
  const method = noisy - plain > errorOfGain ? "noisy-bradley-terry" : "bradley-terry";
  return { method, heldOut: { votes: sums.votes, plain, noisy, errorOfGain } };
}

/** Over held-out votes: log likelihoods, and the squares of their differences. */
type Sums = { votes: number; plain: number; noisy: number; squares: number };

function addLikelihoods(sums: Sums, { known, unknown }: { known: PairVotes; unknown: PairVotes }): void {
  const plain = fitBradleyTerry(countPairs(known));
  const noisy = fitCrowdBradleyTerry(known);
  const [plainTie, noisyTie] = [Math.log(plain.tieStrength), Math.log(noisy.tieStrength)];
  for (let vote = 0; vote < unknown.left.length; vote++) {
    const [left, right, result] = [unknown.left[vote] ?? 0, unknown.right[vote] ?? 0, unknown.result[vote] ?? 0];
    const gap = (parameters: Float64Array) => (parameters[left] ?? 0) - (parameters[right] ?? 0);
    const contributor = noisy.contributors[unknown.contributor[vote] ?? -1];
    const ofPlain = logOf(voteChance(undefined, result, gap(plain.parameters), plainTie));
    const ofNoisy = logOf(voteChance(contributor, result, gap(noisy.parameters), noisyTie));
    sums.votes += 1;
    sums.plain += ofPlain;
    sums.noisy += ofNoisy;
    sums.squares += (ofNoisy - ofPlain) ** 2;
  }
}

/** A tie where none was seen before is improbable, not impossible. */
function logOf(chance: number): number {
  return Math.log(Math.max(chance, 1e-6));
}

/** A hash of what the vote is (Murmur's mixing steps). */
function foldOf(votes: PairVotes, vote: number): number {
  let mixed = 0;
  for (const part of [votes.left[vote], votes.right[vote], votes.contributor[vote]]) {
    mixed = Math.imul(mixed ^ ((part ?? 0) + 0x9e3779b9), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    mixed ^= mixed >>> 16;
  }
  return (mixed >>> 0) % folds;
}

function picked(votes: PairVotes, isWanted: (vote: number) => boolean): PairVotes {
  const wanted = (_: number, vote: number) => isWanted(vote);
  return {
    ...votes,
    left: votes.left.filter(wanted),
    right: votes.right.filter(wanted),
    result: votes.result.filter(wanted),
    contributor: votes.contributor.filter(wanted),
  };
}
