import { logGamma } from "#app/features/quality/distributions.ts";
import type { SeededRandom } from "#app/lib/seeded-random.ts";

/** What drawing from one Poisson distribution again and again needs, worked out once. */
export type Poisson = {
  mean: number;
  none: number;
  spread: number;
  shift: number;
  tilt: number;
  squeeze: number;
  logMean: number;
};

const smallMean = 10;

export function toPoisson(mean: number): Poisson {
  const spread = 0.931 + 2.53 * Math.sqrt(mean);
  const shift = -0.059 + 0.02483 * spread;
  return {
    mean,
    none: Math.exp(-mean),
    spread,
    shift,
    tilt: 1.1239 + 1.1328 / (spread - 3.4),
    squeeze: 0.9277 - 3.6224 / (spread - 2),
    logMean: Math.log(mean),
  };
}

/** One draw: by inversion below a mean of 10, else by transformed rejection (Hörmann's PTRS, 1993). */
export function drawPoisson(poisson: Poisson, random: SeededRandom): number {
  return poisson.mean < smallMean ? drawSmall(poisson, random) : drawLarge(poisson, random);
}

function drawSmall({ mean, none }: Poisson, random: SeededRandom): number {
  const point = random.nextUint32() / 2 ** 32;
  let [chance, below, count] = [none, none, 0];
  // Past 100 nothing is left of a mean below 10 that a double could hold.
  while (point > below && count < 100) {
    count += 1;
    chance *= mean / count;
    below += chance;
  }
  return count;
}

function drawLarge({ mean, logMean, spread, shift, tilt, squeeze }: Poisson, random: SeededRandom): number {
  for (;;) {
    const u = random.nextUint32() / 2 ** 32 - 0.5;
    const v = random.nextUint32() / 2 ** 32;
    const edge = 0.5 - Math.abs(u);
    const count = Math.floor(((2 * shift) / edge + spread) * u + mean + 0.43);
    if (edge >= 0.07 && v <= squeeze) return count;
    if (count < 0 || (edge < 0.013 && v > edge)) continue;
    const density = count * logMean - mean - logFactorial(count);
    if (Math.log((v * tilt) / (shift / (edge * edge) + spread)) <= density) return count;
  }
}

/** ln n! of the first thousand numbers; beyond, Stirling's series is as exact. */
const logFactorials = Float64Array.from({ length: 1024 }, (_, n) => logGamma(n + 1));

function logFactorial(n: number): number {
  if (n < logFactorials.length) return logFactorials[n] ?? 0;
  return (n + 0.5) * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * n);
}
