// The study's rows: what became of honest and of forged samples.
import type { Judgement } from "#app/features/generation/replay/measure-judgement.ts";
import { wilsonInterval } from "#app/features/quality/wilson.ts";

export type Outcome = { passed: number; suspect: number; failed: number };
/** `same`: how many have the very tokens that an honest device would have drawn, so that there is nothing to find. */
export type Forged = { name: string; samples: number; same: number; outcomes: ReadonlyArray<Outcome> };

export function outcomeOf(judgements: ReadonlyArray<Judgement>): Outcome {
  const count = (verdict: Judgement["verdict"]) => judgements.filter((judged) => judged.verdict === verdict).length;
  return { passed: count("passed"), suspect: count("suspect"), failed: count("failed") };
}

export function honestTable(rows: ReadonlyArray<{ name: string; outcome: Outcome }>): string {
  const head = ["written on → checked on", "samples", "passed", "suspect", "failed", "not passed (95 % interval)"];
  const cells = rows.map(({ name, outcome: { passed, suspect, failed } }) => {
    const samples = passed + suspect + failed;
    return [name, samples, passed, suspect, failed, share(suspect + failed, samples)];
  });
  return table([head, ...cells]);
}

/** @param tolerances a name for each of the outcomes */
export function forgedTable(rows: ReadonlyArray<Forged>, tolerances: ReadonlyArray<string>): string {
  const columns = tolerances.flatMap((name) => [`${name}: found of those that differ`, "of all", "of them suspect"]);
  const cells = rows.map(({ name, samples, same, outcomes }) => [
    name,
    samples,
    same,
    ...outcomes.flatMap(({ suspect, failed }) => {
      const found = suspect + failed;
      return [share(found, samples - same), percent(found / samples), percent(suspect / samples)];
    }),
  ]);
  return table([["forged by", "samples", "the same tokens", ...columns], ...cells]);
}

function share(part: number, whole: number): string {
  const { low, high } = wilsonInterval(part, whole);
  return whole === 0 ? "–" : `${percent(part / whole)} (${percent(low)}–${percent(high)})`;
}

function percent(value: number): string {
  return `${(100 * value).toFixed(1)} %`;
}

function table([head = [], ...rows]: ReadonlyArray<ReadonlyArray<string | number>>): string {
  const line = (cells: ReadonlyArray<string | number>) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map((_cell, at) => (at === 0 ? "---" : "---:"))), ...rows.map(line)].join("\n");
}
