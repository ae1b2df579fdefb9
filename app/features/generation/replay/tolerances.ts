// How far an honest sample may lie from what another device computes: learnt from honest pairs by scripts/forging.
import type { Edge } from "#app/features/generation/replay/measure-step.ts";
import learnt from "#app/features/generation/replay/tolerances.json" with { type: "json" };

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

/** Where top-k and top-p cut: as far apart as forms of the weights were seen to be, with room. */
const edges: Readonly<Record<"exact" | "coarse", Edge>> = {
  exact: { score: 5e-3, probability: 2e-3 },
  coarse: { score: 0.15, probability: 0.03 },
};

/** @param dtype of the weights that measure */
export function edgeOf(dtype: string): Edge {
  return dtype === "fp32" ? edges.exact : edges.coarse;
}

export function pairName(writer: Computed, verifier: Computed): string {
  return `${writer.dtype} ${writer.backend} → ${verifier.dtype} ${verifier.backend}`;
}

/**
 * What was learnt for this pair; else, for another pair that computes in fp32, the widest of those; else what is kept for pairs that
 * nobody has measured yet.
 * @param writer as the sample's provenance says; @param verifier as the measures say
 */
export function toleranceOf(writer: Computed, verifier: Computed): Tolerance {
  const known = learnt.pairs.find(({ name }) => name === pairName(writer, verifier));
  if (known) return known;
  return writer.dtype === "fp32" && verifier.dtype === "fp32" ? widestTolerance(learnt.pairs) : learnt.unmeasured;
}

/**
 * Whether honest samples of this very pair were measured. Graphics processors count as not measured: they differ, and a software
 * one stood in for them. Where it is false, a suspicion alone does not outweigh a person's work.
 */
export function isMeasured(writer: Computed, verifier: Computed): boolean {
  const hasGraphics = writer.backend === "webgpu" || verifier.backend === "webgpu";
  return !hasGraphics && learnt.pairs.some(({ name }) => name === pairName(writer, verifier));
}

export function widestTolerance(tolerances: ReadonlyArray<Tolerance>): Tolerance {
  return {
    passes: Math.max(...tolerances.map(({ passes }) => passes)),
    fails: Math.max(...tolerances.map(({ fails }) => fails)),
    inexactShare: Math.max(...tolerances.map(({ inexactShare }) => inexactShare)),
  };
}
