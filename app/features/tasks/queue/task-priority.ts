// How much one more answer is expected to tell about a task that is still undecided.
import { assumedAccuracy } from "#app/features/quality/prefer-posterior.ts";

/** A fresh task has 0: what is contested stands before it. */
const most = 1_000;

type Contested = {
  /** Of the likeliest result. */
  probability: number;
  /** How many results there can be, at least two. */
  alternatives: number;
  /** How often whoever answers next is right. */
  accuracy?: number;
};

/**
 * The expected information of one more answer (mutual information of the answer and the true result), 1 to 1,000: 1,000 where
 * nothing is known yet, and falling as the likeliest result grows certain. What is left to the other results is taken as
 * spread evenly; an answerer who errs picks any other result with equal chance.
 */
export function taskPriority({ probability, alternatives, accuracy = assumedAccuracy }: Contested): number {
  const results = Math.max(2, alternatives);
  const certainty = Math.min(1, Math.max(1 / results, probability));
  const share = information(certainty, results, accuracy) / information(1 / results, results, accuracy);
  return Math.max(1, Math.round(most * Math.min(1, share)));
}

/** Bits: entropy of the answer, less what is left of it once the true result is known. */
function information(certainty: number, results: number, accuracy: number): number {
  const wrong = (1 - accuracy) / (results - 1);
  const saysLikeliest = certainty * accuracy + (1 - certainty) * wrong;
  const saysAnother = (1 - saysLikeliest) / (results - 1);
  const noise = bits(accuracy) + (results - 1) * bits(wrong);
  return bits(saysLikeliest) + (results - 1) * bits(saysAnother) - noise;
}

function bits(probability: number): number {
  return probability > 0 ? -probability * Math.log2(probability) : 0;
}
