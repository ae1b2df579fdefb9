import { logGamma } from "#app/features/quality/distributions.ts";
import type { SeededRandom } from "#app/lib/seeded-random.ts";

/** What drawing from many Poisson distributions again and again needs, worked out once; columns, one place a distribution. */
export type PoissonTable = {
  mean: Float64Array;
  logMean: Float64Array;
  /** The chance of 0. */
  none: Float64Array;
  /** Of Hörmann's hat: its width b, its shape a, the inverse of α, and the bound of the quick acceptance. */
  spread: Float64Array;
  shape: Float64Array;
  tilt: Float64Array;
  squeeze: Float64Array;
};

const smallMean = 10;
const unit = 2 ** -32;

export function poissonTable(means: Float64Array): PoissonTable {
  const spread = means.map((mean) => 0.931 + 2.53 * Math.sqrt(mean));
  return {
    mean: means,
    logMean: means.map(Math.log),
    none: means.map((mean) => Math.exp(-mean)),
    spread,
    shape: spread.map((width) => -0.059 + 0.02483 * width),
    tilt: spread.map((width) => 1.1239 + 1.1328 / (width - 3.4)),
    squeeze: spread.map((width) => 0.9277 - 3.6224 / (width - 2)),
  };
}

/** Draws every distribution once, into `counts`: by inversion below a mean of 10, else by Hörmann's PTRS (1993). */
export function drawPoissons(table: PoissonTable, random: SeededRandom, counts: Float64Array): void {
  const { mean } = table;
  for (let at = 0; at < counts.length; at++) {
    counts[at] = (mean[at] ?? 0) < smallMean ? drawSmall(table, at, random) : drawLarge(table, at, random);
  }
}

function drawSmall({ mean, none }: PoissonTable, at: number, random: SeededRandom): number {
  const own = mean[at] ?? 0;
  const point = random.nextUint32() * unit;
  let chance = none[at] ?? 1;
  let below = chance;
  let count = 0;
  // Past 100 nothing is left of a mean below 10 that a double could hold.
  while (point > below && count < 100) {
    count += 1;
    chance *= own / count;
    below += chance;
  }
  return count;
}

function drawLarge(table: PoissonTable, at: number, random: SeededRandom): number {
  const mean = table.mean[at] ?? 0;
  const spread = table.spread[at] ?? 0;
  const shape = table.shape[at] ?? 0;
  for (;;) {
    const u = random.nextUint32() * unit - 0.5;
    const v = random.nextUint32() * unit;
    const edge = 0.5 - Math.abs(u);
    const count = Math.floor(((2 * shape) / edge + spread) * u + mean + 0.43);
    if (edge >= 0.07 && v <= (table.squeeze[at] ?? 0)) return count;
    if (count < 0 || (edge < 0.013 && v > edge)) continue;
    const density = count * (table.logMean[at] ?? 0) - mean - logFactorial(count);
    if (Math.log((v * (table.tilt[at] ?? 0)) / (shape / (edge * edge) + spread)) <= density) return count;
  }
}

/** ln n! of the first thousand numbers; beyond, Stirling's series is as exact. */
const logFactorials = Float64Array.from({ length: 1024 }, (_, n) => logGamma(n + 1));

function logFactorial(n: number): number {
  if (n < logFactorials.length) return logFactorials[n] ?? 0;
  return (n + 0.5) * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * n);
}
