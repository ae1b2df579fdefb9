import type { Table } from "./table.ts";

/**
 * A sentence about tasks that a worker answered more than once, with the first such lines; null when there are none. Each
 * answer counts, as elsewhere (crowd-kit counts rows), and the outcome doesn't depend on which came last.
 */
export function repeatedAnswers({ size, lines, columns: [tasks, workers] }: Table): string | null {
  if (!tasks || !workers) return null;
  const seen = new Map<number, number>();
  let repeated = 0;
  let example = "";
  for (let row = 0; row < size; row++) {
    const key = (tasks.ids[row] ?? 0) * workers.names.length + (workers.ids[row] ?? 0);
    const before = seen.get(key);
    if (before === undefined) {
      seen.set(key, row);
      continue;
    }
    repeated++;
    if (repeated === 1) example = `first on lines ${lines[before]} and ${lines[row]}`;
  }
  if (repeated === 0) return null;
  return `${repeated} answers repeat a task and worker of an earlier line (${example}). Each of them counts.`;
}
