// What can be said of a sample without drawing it again.
import type { SampleCode, SubmittedSample } from "#app/features/generation/api.ts";

/** What the server knows of the lease and, where it holds the model, of its tokens. */
export type SampleRule = {
  seeds: ReadonlyArray<number>;
  /** The most tokens that a row may have. */
  limit: number;
  /** Null where the server does not hold the model. */
  tokens: { endTokens: ReadonlySet<number>; textOf: (tokenIds: ReadonlyArray<number>) => string } | null;
};

/** Mistakes for which a sample is not taken at all: nothing is stored, and the seed may be sent again. */
export function sampleRefusal(sample: SubmittedSample, { seeds, limit, tokens }: SampleRule): SampleCode | null {
  if (!seeds.includes(sample.seed)) return "seed-not-leased";
  if (sample.tokenIds.length > limit) return "too-long";
  if (sample.finishReason === "length" && sample.tokenIds.length !== limit) return "text-mismatch";
  if (tokens && !saysItsTokens(sample, tokens)) return "text-mismatch";
  return null;
}

function saysItsTokens(sample: SubmittedSample, { endTokens, textOf }: NonNullable<SampleRule["tokens"]>): boolean {
  const isEnd = (token: number) => endTokens.has(token);
  const last = sample.tokenIds.at(-1);
  if (last === undefined || sample.tokenIds.slice(0, -1).some(isEnd)) return false;
  if (isEnd(last) !== (sample.finishReason === "stop")) return false;
  return textOf(sample.tokenIds) === sample.text;
}
