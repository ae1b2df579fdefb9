import { invariant } from "#app/lib/invariant.ts";

export type WeighedVote = { label: number; accuracy: number };

/**
 * How probable each label is, given votes of people whose accuracy is known. Uniform prior; a contributor is right with
 * their accuracy and otherwise picks one of the other labels with equal chance (one-coin Dawid–Skene, one E-step). This is
 * the online update: a new answer is one more vote. Votes of a label are summed in order of weight, so that the order in
 * which they came can't matter, not even in the last bit.
 * @param votes `label` in 0 … labelCount − 1, `accuracy` in (0, 1); below 1 / labelCount a vote speaks against its label
 * @param labelCount ≥ 1
 * @returns one probability a label, summing to 1
 */
export function labelPosterior(votes: ReadonlyArray<WeighedVote>, labelCount: number): Float64Array {
  invariant(Number.isInteger(labelCount) && labelCount >= 1, "there is at least one label");
  if (labelCount === 1) return Float64Array.of(1);

  const weights = votes.map(({ label, accuracy }) => {
    invariant(Number.isInteger(label) && label >= 0 && label < labelCount, "a vote names one of the labels");
    invariant(accuracy > 0 && accuracy < 1, "an accuracy lies between 0 and 1");
    return { label, weight: Math.log((accuracy * (labelCount - 1)) / (1 - accuracy)) };
  });
  weights.sort((left, right) => left.weight - right.weight);

  const posterior = new Float64Array(labelCount);
  for (const { label, weight } of weights) posterior[label] = (posterior[label] ?? 0) + weight;
  return softmax(posterior);
}

/** In place, relative to the largest, so that nothing overflows. */
function softmax(logits: Float64Array): Float64Array {
  const largest = logits.reduce((left, right) => Math.max(left, right), -Infinity);
  let sum = 0;
  for (let label = 0; label < logits.length; label++) {
    const odds = Math.exp((logits[label] ?? 0) - largest);
    logits[label] = odds;
    sum += odds;
  }
  for (let label = 0; label < logits.length; label++) logits[label] = (logits[label] ?? 0) / sum;
  return logits;
}
