// Tails of distributions, for p-values.

/** ln Γ(x) for x > 0 (Lanczos, 1964; g = 7, nine terms): about 15 digits. */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const [first = 0, ...rest] = lanczos;
  const base = x + 6.5;
  const series = rest.reduce((sum, factor, index) => sum + factor / (x + index), first);
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(base) - base + Math.log(series);
}

const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** P(X ≥ value) of a chi-square distribution: the upper incomplete gamma function, by series or continued fraction. */
export function chiSquareTail(value: number, degrees: number): number {
  if (value <= 0) return 1;
  const [shape, x] = [degrees / 2, value / 2];
  const scale = Math.exp(shape * Math.log(x) - x - logGamma(shape));
  return x < shape + 1 ? 1 - scale * lowerSeries(shape, x) : scale * upperFraction(shape, x);
}

/** P(X ≥ value) of a standard normal variable. */
export function normalTail(value: number): number {
  const half = chiSquareTail(value * value, 1) / 2;
  return value >= 0 ? half : 1 - half;
}

/** P(X ≥ successes) of a binomial variable, summed term by term from the larger end of the tail. */
export function binomialTail(successes: number, trials: number, chance: number): number {
  if (successes <= 0) return 1;
  if (chance <= 0) return 0;
  if (chance >= 1) return 1;
  let sum = 0;
  for (let k = successes; k <= trials; k++) {
    const term = Math.exp(logChoose(trials, k) + k * Math.log(chance) + (trials - k) * Math.log1p(-chance));
    sum += term;
    // Past the mean the terms fall ever faster: what follows no longer shows.
    if (k > trials * chance && term < sum * 1e-17) break;
  }
  return Math.min(1, sum);
}

/** P(X ≥ successes) of the number of successes in independent trials of unlike chances, exactly. */
export function poissonBinomialTail(successes: number, chances: ReadonlyArray<number>): number {
  if (successes <= 0) return 1;
  if (successes > chances.length) return 0;
  // reached[k] = P(exactly k so far) below `successes`; what reaches it stays there.
  const reached = new Float64Array(successes + 1);
  reached[0] = 1;
  for (const chance of chances) {
    reached[successes] = (reached[successes] ?? 0) + (reached[successes - 1] ?? 0) * chance;
    for (let k = successes - 1; k > 0; k--) {
      reached[k] = (reached[k] ?? 0) * (1 - chance) + (reached[k - 1] ?? 0) * chance;
    }
    reached[0] = (reached[0] ?? 0) * (1 - chance);
  }
  return Math.min(1, reached[successes] ?? 0);
}

function logChoose(trials: number, k: number): number {
  return logGamma(trials + 1) - logGamma(k + 1) - logGamma(trials - k + 1);
}

function lowerSeries(shape: number, x: number): number {
  let term = 1 / shape;
  let sum = term;
  for (let k = 1; k < 1000 && term > sum * 1e-16; k++) {
    term *= x / (shape + k);
    sum += term;
  }
  return sum;
}

/** Lentz's method. */
function upperFraction(shape: number, x: number): number {
  let b = x + 1 - shape;
  let c = 1e300;
  let d = 1 / b;
  let fraction = d;
  for (let k = 1; k < 1000; k++) {
    const a = -k * (k - shape);
    b += 2;
    d = 1 / (a * d + b);
    c = b + a / c;
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return fraction;
}
