// Forgers that draw by the rules, but with something else than what was asked for.
import type { ModelSession } from "#app/features/generation/engine/ort-session.ts";
import type { SamplingParams } from "#app/features/generation/engine/sampler.ts";
import { edgeOf } from "#app/features/generation/replay/tolerances.ts";
import { seededRandom } from "#app/lib/seeded-random.ts";
import { drawSlots, type StudyModel, type Written } from "#scripts/forging/draw.ts";
import { earlierStage, movedWeights, quantised } from "#scripts/forging/other-models.ts";

const temperatureSteps = [-0.4, -0.2, -0.1, -0.05, 0.05, 0.1, 0.2, 0.4];

const otherParams: ReadonlyArray<[string, (params: SamplingParams) => SamplingParams]> = [
  ...temperatureSteps.map((step): [string, (params: SamplingParams) => SamplingParams] => [
    `temperature ${step > 0 ? "+" : "−"}${Math.abs(step)}`,
    (params) => ({ ...params, temperature: params.temperature + step }),
  ]),
  ["top-p 0.05 lower", (params) => ({ ...params, topP: params.topP - 0.05 })],
  ["top-k halved, or 40", (params) => ({ ...params, topK: params.topK > 0 ? params.topK / 2 : 40 })],
  ["repetition penalty −0.1", (params) => ({ ...params, repetitionPenalty: params.repetitionPenalty - 0.1 })],
];

const otherModels: ReadonlyArray<[string, () => Promise<ModelSession | null>]> = [
  ["another model: an earlier stage of its training", earlierStage],
  ["another model: weights moved by 5 %", () => movedWeights(0.05, 5)],
  ["the same weights as int8, blocks of 32", () => quantised(8)],
  ["the same weights as int4, blocks of 32", () => quantised(4)],
];

export type Writer = { name: string; write: (slots: ReadonlyArray<Written>) => Promise<Array<Written>> };

/** Every sort of forger who draws. Samples keep the settings that were asked for: they are on record. */
export async function listWriters(model: StudyModel): Promise<Array<Writer>> {
  const writers: Array<Writer> = otherParams.map(([name, change]) => ({
    name,
    write: (slots) => drawSlots(model, slots, ({ params }) => change(params)),
  }));
  for (const [name, open] of otherModels) {
    const session = await open();
    if (session) writers.push({ name, write: (slots) => drawSlots({ ...model, session }, slots) });
  }
  return writers;
}

/** A device of less precision: normal noise of the given spread on each score. Stands in for what could not be measured. */
export function noisyModel(model: StudyModel, spread: number): StudyModel {
  const random = seededRandom(9);
  // A table: a normal draw for each of millions of scores would take longer than the model.
  const table = Float32Array.from({ length: 65_536 }, () => {
    return spread * Math.sqrt(-2 * Math.log(1 - random.nextFloat())) * Math.cos(2 * Math.PI * random.nextFloat());
  });
  const forward: ModelSession["forward"] = async (step) => {
    const result = await model.session.forward(step);
    const logits = result.logits.map((logit) => logit + (table[random.nextUint32() & 0xffff] ?? 0));
    return { ...result, logits };
  };
  return { ...model, edge: edgeOf("q8"), session: { ...model.session, forward } };
}
