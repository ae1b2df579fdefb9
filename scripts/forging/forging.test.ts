// The forging study in small, so that a change that lets forgeries through, or honest samples fall, is seen at once.
import { expect, test } from "vitest";
import { nodeModel } from "#app/features/generation/engine/node-model.server.ts";
import { toleranceOf } from "#app/features/generation/replay/tolerances.ts";
import { drawSlots, type StudyModel, type Written } from "#scripts/forging/draw.ts";
import { judgeAll, measureAll } from "#scripts/forging/judged.ts";
import { quantised } from "#scripts/forging/other-models.ts";
import { readPrompts } from "#scripts/forging/prompts.ts";
import { fewestTokens, settings } from "#scripts/forging/slots.ts";

/** Prompt, setting and seed of slots at which the starter writes between 64 and 90 tokens and ends by itself. */
const slots: ReadonlyArray<[number, number, number]> = [
  [153, 0, 204267452],
  [165, 0, 571089781],
  [20, 0, 3304657117],
  [173, 1, 912513911],
  [2, 1, 3236006407],
  [159, 1, 2363064041],
  [63, 2, 1021075021],
  [13, 2, 2063618368],
  [89, 2, 3979806316],
  [166, 3, 3391807179],
  [13, 3, 4047605965],
  [43, 3, 3448001253],
];
const count = slots.length;
const here = { dtype: "fp32", backend: "node" };

/** Drawn once for all tests: it takes most of their time. */
const study = honestSamples();

async function honestSamples(): Promise<{ model: StudyModel; honest: Array<Written> }> {
  const { session, tokenizer, endTokens, model: starter } = await nodeModel();
  const model = { session, endTokens, contextTokens: starter.contextTokens };
  const prompts = await readPrompts(tokenizer);
  const asked = slots.flatMap(([prompt, setting, seed]) => {
    const [promptTokens, params] = [prompts[prompt], settings[setting]];
    return promptTokens && params ? [{ promptTokens, params, seed }] : [];
  });
  return { model, honest: await drawSlots(model, asked) };
}

async function passing(model: StudyModel, samples: ReadonlyArray<Written>): Promise<number> {
  const judged = judgeAll(await measureAll(model, samples), toleranceOf(here, here));
  return judged.filter(({ verdict }) => verdict === "passed").length;
}

test("honest samples pass, and forgeries of each sort are found", { timeout: 240_000 }, async () => {
  const { model, honest } = await study;
  expect(honest.filter(({ tokenIds }) => tokenIds.length >= fewestTokens)).toHaveLength(count);
  expect(await passing(model, honest)).toBe(count);

  const otherSeeds = honest.map((sample) => ({ ...sample, seed: sample.seed ^ 1 }));
  expect(await passing(model, otherSeeds)).toBe(0);

  const otherTexts = honest.map((sample, at) => ({ ...sample, tokenIds: honest.at(at - 1)?.tokenIds ?? [] }));
  expect(await passing(model, otherTexts)).toBe(0);

  const oneToken = honest.map((sample, at) => {
    const place = 8 + 4 * at;
    return { ...sample, tokenIds: sample.tokenIds.with(place, ((sample.tokenIds[place] ?? 0) + 17) % 3_072) };
  });
  expect(await passing(model, oneToken)).toBeLessThanOrEqual(1);

  // Written with other weights than it is measured with.
  expect(await passing({ ...model, session: await quantised(4) }, honest)).toBeLessThanOrEqual(1);
});

test("an end that nothing called for is found", { timeout: 240_000 }, async () => {
  const { model, honest } = await study;
  const cut = honest.map((sample) => ({ ...sample, tokenIds: sample.tokenIds.slice(0, 40) }));
  expect(await passing(model, cut)).toBe(0);
  const said = honest.map((sample) => {
    return { ...sample, finishReason: sample.finishReason === "stop" ? ("length" as const) : ("stop" as const) };
  });
  expect(await passing(model, said)).toBe(0);
  const [end = 0] = model.endTokens;
  const goneOn = honest.map((sample) => ({ ...sample, tokenIds: sample.tokenIds.with(20, end) }));
  expect(await passing(model, goneOn)).toBe(0);
});
