// What verifying makes of written samples.
import { measureSample } from "#app/features/generation/replay/measure.ts";
import { type Judgement, judgeSteps } from "#app/features/generation/replay/measure-judgement.ts";
import type { StepMeasure } from "#app/features/generation/replay/measure-step.ts";
import type { Tolerance } from "#app/features/generation/replay/tolerances.ts";
import type { StudyModel, Written } from "#scripts/forging/draw.ts";

export type Measured = { seed: number; measures: ReadonlyArray<StepMeasure> };

export async function measureAll(model: StudyModel, samples: ReadonlyArray<Written>): Promise<Array<Measured>> {
  const measured: Array<Measured> = [];
  for (const sample of samples)
    measured.push({ seed: sample.seed, measures: await measureSample(model.session, sample, model) });
  return measured;
}

export function judgeAll(measured: ReadonlyArray<Measured>, tolerance: Tolerance): Array<Judgement> {
  return measured.map((sample) => judgeSteps([sample], tolerance));
}

/** Two texts as the two steps of one sample. */
export function judgePairs(
  first: ReadonlyArray<Measured>,
  second: ReadonlyArray<Measured>,
  tolerance: Tolerance,
): Array<Judgement> {
  return first.flatMap((step, at) => {
    const other = second[at];
    return other ? [judgeSteps([step, other], tolerance)] : [];
  });
}
