// Tolerances from honest samples.
import { measureUnit } from "#app/features/generation/replay/measure-step.ts";
import type { Tolerance } from "#app/features/generation/replay/tolerances.ts";
import { judgeAll, type Measured } from "#scripts/forging/judged.ts";

const strictest: Tolerance = { passes: 0, fails: 0, inexactShare: 0 };

/** Room beyond the farthest that an honest sample of the learning half was seen to lie, and from there to what fails. */
const room = { measured: 4, simulated: 1.5 };
const failsAt = { measured: 10, simulated: 3 };
/**
 * The least room by backend: ten times what processors of this study differed by, since there are others; and for graphics processors,
 * whose makers promise less and of which none was at hand, two thousandths of the probability, as before this study.
 */
const least = { processor: 100 * measureUnit, graphics: 2e-3 };

export type Learnt = Tolerance & { samples: number; worst: number };

/** @param how whether the samples come from devices, or from noise that stands in for them and is as large as we please */
export function learntTolerance(
  honest: ReadonlyArray<Measured>,
  { on, how = "measured" }: { on: keyof typeof least; how?: keyof typeof room },
): Learnt {
  const judged = judgeAll(honest, strictest);
  const worst = Math.max(0, ...judged.map((judgement) => judgement.worst));
  const inexact = Math.max(0, ...judged.map(({ exact }, at) => 1 - exact / (honest[at]?.measures.length ?? 1)));
  const passes = rounded(Math.max(least[on], room[how] * worst));
  return {
    passes,
    fails: rounded(Math.min(0.5, failsAt[how] * passes)),
    inexactShare: rounded(Math.max(0.01, room[how] * inexact)),
    samples: honest.length,
    worst: rounded(worst),
  };
}

function rounded(value: number): number {
  return Number(value.toPrecision(2));
}
