// How the page lists rows and tells their speed: pure, and cheap enough to run at each of the worker's messages.
import type { GeneratorRow } from "#app/features/generation/run/generator-state.ts";

export type RowGroup = { key: string; prompt: string; rows: ReadonlyArray<GeneratorRow> };

/** The rows under the leases that they came from, in the order in which a lease is first met. A row's key is lease, colon, seed. */
export function groupsOfPrompts(rows: ReadonlyArray<GeneratorRow>): Array<RowGroup> {
  const groups = new Map<string, { prompt: string; rows: Array<GeneratorRow> }>();
  for (const row of rows) {
    const lease = row.key.slice(0, row.key.lastIndexOf(":"));
    const group = groups.get(lease) ?? { prompt: row.prompt, rows: [] };
    group.rows.push(row);
    groups.set(lease, group);
  }
  return [...groups].map(([key, group]) => ({ key, ...group }));
}
