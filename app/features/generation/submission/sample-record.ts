// A sample's record: all that a verifier is given, and what the server judges its measures by.
import { z } from "zod";
import type { Message } from "#app/features/campaigns/draft.ts";
import { nextMessages, writtenText } from "#app/features/campaigns/generation-recipes/messages.ts";
import type { GenerationRecipe } from "#app/features/campaigns/generation-recipes/recipe.ts";
import { stepSeed } from "#app/features/campaigns/generation-recipes/step-seed.ts";
import { drawnStepSchema } from "#app/features/generation/api.ts";
import type { SamplingParams } from "#app/features/generation/engine/sampler.ts";
import {
  contradictsRun,
  judgeSteps,
  sameAsReference,
  sameMeasures,
  sameModelRun,
} from "#app/features/generation/replay/measure-judgement.ts";
import type { StepMeasure } from "#app/features/generation/replay/measure-step.ts";
import { type Computed, toleranceOf } from "#app/features/generation/replay/tolerances.ts";
import { invariant } from "#app/lib/invariant.ts";

export type Verdict = "passed" | "suspect" | "failed";

export type RecordedStep = {
  messages: ReadonlyArray<Message>;
  tokenIds: ReadonlyArray<number>;
  finishReason: string;
  /** Of the writer's device, nats; null where it sent none. */
  logProbabilities: ReadonlyArray<number> | null;
  seed: number;
};

export type SampleRecord = {
  recipe: GenerationRecipe;
  messages: ReadonlyArray<Message>;
  /** Where it was written. */
  writer: Computed;
  params: SamplingParams;
  text: string;
  /** What the steps before the last say. */
  written: ReadonlyArray<string>;
  steps: ReadonlyArray<RecordedStep>;
};

export type StoredSample = {
  promptId: string;
  slot: number;
  seed: bigint;
  text: string;
  tokenIds: ReadonlyArray<number>;
  finishReason: string;
  logProbabilities: ReadonlyArray<number>;
  steps: unknown;
};

type Asked = { recipe: GenerationRecipe; language: string; messages: ReadonlyArray<Message> };

/** @param asked what its campaign and prompt asked for; @param drawn what its provenance says of how it was drawn */
export function recordOf(
  sample: StoredSample,
  { recipe, language, messages }: Asked,
  { writer, params }: { writer: Computed; params: SamplingParams },
): SampleRecord {
  const before = z.array(drawnStepSchema).parse(sample.steps);
  const written = before.map(({ text }) => text);
  const drawings = [...before, { ...sample, logProbabilities: orNull(sample.logProbabilities) }];
  const steps = drawings.map(({ tokenIds, finishReason, logProbabilities }, step): RecordedStep => {
    const soFar = { promptId: sample.promptId, slot: sample.slot, language, messages, written: written.slice(0, step) };
    const asked = nextMessages(recipe, soFar);
    invariant(asked, "a sample has no more steps than its recipe");
    const seed = stepSeed(Number(sample.seed), step);
    return { messages: asked, tokenIds, finishReason, logProbabilities: logProbabilities ?? null, seed };
  });
  return { recipe, messages, writer, params, text: sample.text, written, steps };
}

function orNull(logProbabilities: ReadonlyArray<number>): ReadonlyArray<number> | null {
  return logProbabilities.length === 0 ? null : logProbabilities;
}

/** What a verifier found: of each step a measure a token, and what its tokens say. */
export type Found = { steps: ReadonlyArray<{ measures: ReadonlyArray<StepMeasure>; text: string }> };

export function fitsRecord({ steps }: Found, record: SampleRecord): boolean {
  return (
    steps.length === record.steps.length &&
    steps.every(({ measures }, step) => measures.length === record.steps[step]?.tokenIds.length)
  );
}

/** All steps are judged as one sample; a text that its tokens do not say has failed. */
export function verdictOn(record: SampleRecord, found: Found, verifier: Computed): Verdict {
  const texts = found.steps.map(({ text }) => text);
  const isSaid = record.written.every((text, step) => text === texts[step]);
  if (!isSaid || writtenText(record.recipe, { messages: record.messages, written: texts }) !== record.text)
    return "failed";
  const tolerance = toleranceOf(record.writer, verifier);
  const steps = record.steps.map(({ seed }, step) => ({ seed, measures: found.steps[step]?.measures ?? [] }));
  return judgeSteps(steps, tolerance).verdict;
}

/** Whether the verifier found what the writer's device had, which it was not shown: then it really ran the model. */
export function isWritersRun(record: SampleRecord, found: Found): boolean {
  const own = record.steps.map(({ logProbabilities }) => logProbabilities);
  return own.every((step) => step !== null) && sameModelRun(measuresOf(found), own.flat());
}

/** Whether what was found speaks against a run of the model. A text with hardly a choice in it may show neither. */
export function contradictsWriter(record: SampleRecord, found: Found): boolean {
  const own = record.steps.flatMap(({ logProbabilities }) => logProbabilities ?? []);
  return own.length > 0 && contradictsRun(measuresOf(found), own);
}

/** Whether the verifier found what the server itself found. */
export function isServersRun(ours: Found, found: Found): boolean {
  return sameAsReference(measuresOf(ours), measuresOf(found));
}

function measuresOf({ steps }: Found): Array<StepMeasure> {
  return steps.flatMap(({ measures }) => measures);
}

/** Two honest devices place a token's interval at most so far apart, at nearly every step. */
const placesApart = 0.02;
const leastInPlace = 0.95;

/** Whether two that know nothing of each other found the same: intervals as wide, and in the same places. */
export function isSameRun(left: Found, right: Found): boolean {
  const [one, other] = [measuresOf(left), measuresOf(right)];
  return sameMeasures(one, other) && areInPlace(one, other);
}

function areInPlace(left: ReadonlyArray<StepMeasure>, right: ReadonlyArray<StepMeasure>): boolean {
  const inPlace = left.filter(({ low }, index) => Math.abs(low - (right[index]?.low ?? Number.NaN)) <= placesApart);
  return inPlace.length >= leastInPlace * left.length;
}
