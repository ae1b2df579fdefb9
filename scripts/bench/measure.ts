import { cpus, totalmem } from "node:os";

export type Figure = { name: string; value: number; unit: string; n: number; min: number; max: number };
export type Ratio = { name: string; value: number };
/** `chromium`: its version, where a browser took part. */
export type Measured = { figures: Array<Figure>; ratios: Array<Ratio>; chromium?: string };
/** `dataFolder`: sets of real answers with their truth, which need not be there. */
export type BenchOptions = { dataFolder: string };
type Machine = { cpu: string; cores: number; memoryBytes: number; node: string };
type Contender = { name: string; run: () => unknown };

export function machine(): Machine {
  const [first] = cpus();
  return {
    cpu: first?.model.trim() ?? "unknown",
    cores: cpus().length,
    memoryBytes: totalmem(),
    node: process.versions.node,
  };
}

/** Seconds of each contender: one warm-up each, then they take turns, so that a busy moment of the machine strikes all. */
export function secondsOf(contenders: ReadonlyArray<Contender>, rounds: number): Array<Figure> {
  for (const { run } of contenders) run();
  const seconds = contenders.map(() => [] as number[]);
  for (let round = 0; round < rounds; round++) {
    contenders.forEach(({ run }, index) => {
      const started = performance.now();
      run();
      seconds[index]?.push((performance.now() - started) / 1000);
    });
  }
  return contenders.map(({ name }, index) => figureOf(name, "s", seconds[index] ?? []));
}

/** The median of the values, with how many there were and their bounds. */
export function figureOf(name: string, unit: string, values: ReadonlyArray<number>): Figure {
  const ordered = [...values].sort((left, right) => left - right);
  const half = (ordered.length - 1) / 2;
  const value = ((ordered[Math.floor(half)] ?? Number.NaN) + (ordered[Math.ceil(half)] ?? Number.NaN)) / 2;
  return { name, value, unit, n: ordered.length, min: ordered[0] ?? Number.NaN, max: ordered.at(-1) ?? Number.NaN };
}
