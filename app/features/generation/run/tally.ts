import type { SampleCode } from "#app/features/generation/api.ts";
import type { GeneratorRow } from "#app/features/generation/run/generator-state.ts";

export type Tally = {
  accepted: number;
  checking: number;
  refused: number;
  /** Prompts' rows that could not be written here at all. */
  notMade: number;
  reasons: ReadonlyArray<[SampleCode, number]>;
  earnedWei: bigint;
};

/** What became of the rows that were made, with the reasons against those that are not paid, most frequent first. */
export function tallyOf(rows: ReadonlyArray<GeneratorRow>): Tally {
  const reasons = new Map<SampleCode, number>();
  for (const { code } of rows) if (code) reasons.set(code, (reasons.get(code) ?? 0) + 1);
  const accepted = rows.filter((row) => row.state === "accepted");
  return {
    accepted: accepted.length,
    checking: rows.filter((row) => row.state === "submitted" || row.state === "suspect").length,
    refused: rows.filter((row) => row.state === "rejected" || row.state === "refused").length,
    notMade: rows.filter((row) => row.state === "not-made").length,
    reasons: [...reasons].sort(([, left], [, right]) => right - left),
    earnedWei: accepted.reduce((sum, row) => sum + row.priceWei, 0n),
  };
}
