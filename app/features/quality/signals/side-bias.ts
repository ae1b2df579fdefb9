import { binomialTail } from "#app/features/quality/distributions.ts";
import { wilsonInterval } from "#app/features/quality/wilson.ts";

export type SideEvidence = {
  /** How often the first side was preferred, of answers that preferred one; its 95 % interval. */
  share: number;
  low: number;
  high: number;
  /** What chance gives, since sides are shuffled. */
  expected: number;
  /** Two-sided, exact. */
  pValue: number;
  n: number;
};

/**
 * Whether somebody prefers a side whatever stands there. Sides are shuffled, so that the better sample is first half the time:
 * evidence for audits, with its chance level, never a verdict.
 * @param sides as they were shown, not as they are stored; ties and "both bad" say nothing about sides
 */
export function sideBias(sides: ReadonlyArray<"first" | "second" | "neither">): SideEvidence {
  const first = sides.filter((side) => side === "first").length;
  const n = first + sides.filter((side) => side === "second").length;
  const further = Math.max(first, n - first);
  const pValue = Math.min(1, 2 * binomialTail(further, n, 0.5));
  return { ...wilsonInterval(first, n), expected: 0.5, pValue: n === 0 ? 1 : pValue, n };
}
