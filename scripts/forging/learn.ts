// Tolerances from honest samples.
import { measureUnit } from "#app/features/generation/measure-step.ts";
import type { Tolerance } from "#app/features/generation/tolerances.ts";
import { judgeAll, type Measured } from "#scripts/forging/judged.ts";

const strictest: Tolerance = { passes: 0, fails: 0, inexactShare: 0 };

/** Room beyond the farthest that an honest sample of the learning half was seen to lie. */
const room = 4;
const failsAt = 10;
/**
 * The least room by backend. SwiftShader rounds as a processor does; makers of graphics processors promise less, and none was at
 * hand: what passes there is two thousandths of the probability, as before this study.
 */
const least = { processor: 10 * measureUnit, graphics: 2e-3 };

export type Learnt = Tolerance & { samples: number; worst: number };

export function learntTolerance(honest: ReadonlyArray<Measured>, on: keyof typeof least): Learnt {
  const judged = judgeAll(honest, strictest);
  const worst = Math.max(0, ...judged.map((judgement) => judgement.worst));
  const inexact = Math.max(0, ...judged.map(({ exact }, at) => 1 - exact / (honest[at]?.measures.length ?? 1)));
  const passes = rounded(Math.max(least[on], room * worst));
  return {
    passes,
    fails: rounded(Math.min(0.5, failsAt * passes)),
    inexactShare: rounded(Math.max(0.01, 2 * inexact)),
    samples: honest.length,
    worst: rounded(worst),
  };
}

function rounded(value: number): number {
  return Number(value.toPrecision(2));
}
