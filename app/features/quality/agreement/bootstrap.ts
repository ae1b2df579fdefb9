import { invariant } from "#app/lib/invariant.ts";
import { seededRandom } from "#app/lib/seeded-random.ts";

/** A figure with its 95 % interval; null where the data leave it undefined. */
export type Estimate = { value: number | null; low: number | null; high: number | null };

export type Resampling = { rounds?: number; seed?: number };

/** So that a large set costs no more than a second or so: its intervals need fewer rounds. */
const mostDraws = 20_000_000;
const fewestRounds = 200;

/**
 * A percentile bootstrap over units (Efron, 1979): units are drawn with replacement, as many as there are.
 * @param size how many units there are
 * @param statistic the figure when unit u counts `weights[u]` times; null where undefined
 * @returns the figure of the set itself; its interval always holds it. No interval when most rounds leave it undefined
 */
export function bootstrap(
  size: number,
  statistic: (weights: Int32Array) => number | null,
  { rounds = 1000, seed = 1 }: Resampling = {},
): Estimate {
  const weights = new Int32Array(size).fill(1);
  const value = size === 0 ? null : statistic(weights);
  if (value === null) return { value: null, low: null, high: null };

  const random = seededRandom(seed);
  const affordable = Math.min(rounds, Math.max(fewestRounds, Math.floor(mostDraws / size)));
  const values: Array<number> = [];
  for (let round = 0; round < affordable; round++) {
    weights.fill(0);
    for (let draw = 0; draw < size; draw++) {
      const unit = Math.floor(random.nextFloat() * size);
      weights[unit] = (weights[unit] ?? 0) + 1;
    }
    const drawn = statistic(weights);
    if (drawn !== null) values.push(drawn);
  }
  if (values.length <= affordable / 2) return { value, low: null, high: null };
  const sorted = Float64Array.from(values).sort();
  return { value, low: Math.min(value, quantile(sorted, 0.025)), high: Math.max(value, quantile(sorted, 0.975)) };
}

/**
 * The quantile of a sorted sample, interpolated between neighbours (type 7 of Hyndman and Fan, 1996).
 * @param share in [0, 1]
 */
export function quantile(sorted: Float64Array, share: number): number {
  invariant(sorted.length > 0, "a quantile needs a value");
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}
