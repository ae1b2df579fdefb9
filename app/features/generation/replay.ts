// Draws a sample again from its record: measured here, and judged with the seed at once.
import { type MeasuredSample, type MeasuringModel, measureSample } from "#app/features/generation/measure.ts";
import { judgeMeasures } from "#app/features/generation/measure-judgement.ts";
import type { ModelSession } from "#app/features/generation/ort-session.ts";
import type { Tolerance } from "#app/features/generation/tolerances.ts";
import { toleranceOf } from "#app/features/generation/tolerances.ts";

export type ReplayRecord = MeasuredSample & { seed: number };

/** `at` is the first step that the record cannot have drawn; `exact` counts the steps that needed no tolerance. */
export type ReplayResult = { ok: true; exact: number } | { ok: false; at: number };

const here = { dtype: "fp32", backend: "node" };

export async function replaySample(
  session: ModelSession,
  record: ReplayRecord,
  model: MeasuringModel & { tolerance?: Tolerance },
): Promise<ReplayResult> {
  const measures = await measureSample(session, record, model);
  const tolerance = model.tolerance ?? toleranceOf(here, here);
  const { verdict, exact, at } = judgeMeasures(measures, { seed: record.seed, tolerance });
  return verdict === "passed" ? { ok: true, exact } : { ok: false, at: at ?? 0 };
}
