import type { ReleaseFileView } from "#app/features/releases/api.ts";

const order = ["preference", "unpaired", "answers", "provenance"];

/** data/preference/train-00000-of-00001.jsonl → "preference" */
export function configOf(path: string): string | undefined {
  return /^data\/([^/]+)\//.exec(path)?.[1];
}

/** What most people come for first: preference, then the other data, then what is about them. */
export function ordered(files: ReadonlyArray<ReleaseFileView>): Array<ReleaseFileView> {
  return [...files].sort((left, right) => rankOf(configOf(left.path)) - rankOf(configOf(right.path)));
}

/** Rows by config, in the same order. */
export function orderedCounts(counts: Record<string, number>): Array<[string, number]> {
  return Object.entries(counts).sort(([left], [right]) => rankOf(left) - rankOf(right));
}

function rankOf(config: string | undefined): number {
  const rank = order.indexOf(config ?? "");
  return rank === -1 ? order.length : rank;
}
