// How far an honest sample may lie from what another device computes. Learnt by scripts/forging from honest pairs.

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

/** @param writer as the sample's provenance says; @param verifier as the measures say */
export function toleranceOf(_writer: Computed, _verifier: Computed): Tolerance {
  return usual;
}
