// How far an honest sample may lie from what another device computes. Learnt by scripts/forging from honest pairs.
import type { Edge } from "#app/features/generation/measure-step.ts";

export type Tolerance = {
  /** A point so far outside of its token's interval is rounding; beyond, the sample is suspect. In probability. */
  passes: number;
  /** Beyond this no honest device comes. */
  fails: number;
  /** So large a share of the steps, and one more, may lie outside of their own interval. */
  inexactShare: number;
};

/** Where a sample was written or measured. */
export type Computed = { dtype: string; backend: string };

const usual: Tolerance = { passes: 2e-3, fails: 2e-2, inexactShare: 0.02 };

/** Where top-k and top-p cut: as far apart as forms of the weights were seen to be, with room. */
const edges: Readonly<Record<"exact" | "coarse", Edge>> = {
  exact: { score: 5e-3, probability: 2e-3 },
  coarse: { score: 5e-2, probability: 1e-2 },
};

/** @param dtype of the weights that measure */
export function edgeOf(dtype: string): Edge {
  return dtype === "fp32" ? edges.exact : edges.coarse;
}

/** @param writer as the sample's provenance says; @param verifier as the measures say */
export function toleranceOf(_writer: Computed, _verifier: Computed): Tolerance {
  return usual;
}
