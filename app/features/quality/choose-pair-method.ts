import { fitBradleyTerry } from "#app/features/quality/bradley-terry.ts";
import { countPairs, type PairVotes } from "#app/features/quality/comparisons.ts";
import { fitCrowdBradleyTerry, voteChance } from "#app/features/quality/crowd-bradley-terry.ts";

export type PairMethod = "bradley-terry" | "noisy-bradley-terry";

/** Mean log likelihood of a held-out vote under either model, in nats; null where it was not tried. */
export type PairChoice = { method: PairMethod; plain: number | null; noisy: number | null };

const folds = 5;
/** Above this one fold is enough, and five would take too long. */
const votesForAllFolds = 50_000;
/** So many votes a contributor must there be on average before their habits can be told apart. */
const leastVotesEach = 4;

/**
 * Which of the models foretells votes better that it was not fitted on: five folds, by the votes' contents, so that their order
 * does not matter. Plain Bradley–Terry where contributors are unknown, alone or new.
 */
export function choosePairMethod(votes: PairVotes): PairChoice {
  const contributors = votes.contributors.length;
  if (contributors < 2 || votes.left.length < leastVotesEach * contributors) {
    return { method: "bradley-terry", plain: null, noisy: null };
  }
  const fold = Uint8Array.from(votes.left, (_, vote) => foldOf(votes, vote));
  const tried = votes.left.length > votesForAllFolds ? 1 : folds;
  const sums = { plain: 0, noisy: 0, votes: 0 };
  for (let held = 0; held < tried; held++) {
    const found = likelihoods(
      picked(votes, (vote) => fold[vote] !== held),
      picked(votes, (vote) => fold[vote] === held),
    );
    sums.plain += found.plain;
    sums.noisy += found.noisy;
    sums.votes += found.votes;
  }
  if (sums.votes === 0) return { method: "bradley-terry", plain: null, noisy: null };
  const [plain, noisy] = [sums.plain / sums.votes, sums.noisy / sums.votes];
  return { method: noisy > plain ? "noisy-bradley-terry" : "bradley-terry", plain, noisy };
}

function likelihoods(known: PairVotes, held: PairVotes): { plain: number; noisy: number; votes: number } {
  const plain = fitBradleyTerry(countPairs(known));
  const noisy = fitCrowdBradleyTerry(known);
  const sums = { plain: 0, noisy: 0, votes: held.left.length };
  for (let vote = 0; vote < held.left.length; vote++) {
    const [left, right, result] = [held.left[vote] ?? 0, held.right[vote] ?? 0, held.result[vote] ?? 0];
    const gap = (parameters: Float64Array) => (parameters[left] ?? 0) - (parameters[right] ?? 0);
    const contributor = noisy.contributors[held.contributor[vote] ?? -1];
    const plainChance = voteChance(undefined, result, gap(plain.parameters), Math.log(plain.tieStrength));
    const noisyChance = voteChance(contributor, result, gap(noisy.parameters), Math.log(noisy.tieStrength));
    sums.plain += logOf(plainChance);
    sums.noisy += logOf(noisyChance);
  }
  return sums;
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
