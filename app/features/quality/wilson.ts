import { invariant } from "#app/lib/invariant.ts";

export type Interval = { share: number; low: number; high: number };

/**
 * Wilson's score interval for a share (Wilson, 1927): honest for few trials and at 0 % and 100 %.
 * @param successes 0 ≤ successes ≤ trials
 * @param z normal quantile; 1.96 is 95 %
 * @returns the observed share and the interval around it, all in [0, 1]; without a trial, nothing is known: [0, 1] around ½
 */
export function wilsonInterval(successes: number, trials: number, z = 1.96): Interval {
  invariant(successes >= 0 && successes <= trials, "there are no more successes than trials");
  if (trials === 0) return { share: 0.5, low: 0, high: 1 };

  const share = successes / trials;
  const shrink = 1 + (z * z) / trials;
  const centre = (share + (z * z) / (2 * trials)) / shrink;
  const half = (z / shrink) * Math.sqrt((share * (1 - share)) / trials + (z * z) / (4 * trials * trials));
  // At the ends the formula meets the share exactly; rounding must not push the bound past it.
  return { share, low: Math.max(0, Math.min(share, centre - half)), high: Math.min(1, Math.max(share, centre + half)) };
}
