/** Codes of why an amount was not paid or was taken back; each has its sentence in the catalogues under `reason`. */
export const reasons = [
  "disagrees-with-outcome",
  "gold-below-bar",
  "empty",
  "duplicate",
  "near-duplicate",
  "replay-failed",
  "disagrees-with-replay",
  "overturned-by-audit",
  "chain-reorganised",
  "other",
] as const;
export type Reason = (typeof reasons)[number];

/** @returns null where there is no reason, `other` for one that an operator wrote in words */
export function reasonCode(reason: string | null): Reason | null {
  if (reason === null) return null;
  return reasons.find((code) => code === reason) ?? "other";
}
