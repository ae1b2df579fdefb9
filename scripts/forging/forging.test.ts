// The forging study in small, so that a change that lets forgeries through, or honest samples fall, is seen at once.
import { expect, test } from "vitest";
import { nodeModel } from "#app/features/generation/node-model.server.ts";
import { replaySample } from "#app/features/generation/replay.ts";
import { drawLong, drawSlots, type StudyModel, type Written } from "#scripts/forging/draw.ts";
import { quantised } from "#scripts/forging/other-models.ts";
import { readPrompts } from "#scripts/forging/prompts.ts";

const count = 12;

async function honestSamples(): Promise<{ model: StudyModel; honest: Array<Written> }> {
  const { session, tokenizer, endTokens, model: starter } = await nodeModel();
  const model = { session, endTokens, contextTokens: starter.contextTokens };
  return { model, honest: await drawLong(model, await readPrompts(tokenizer), { count, seed: 3 }) };
}

async function passing(model: StudyModel, samples: ReadonlyArray<Written>): Promise<number> {
  let passed = 0;
  for (const sample of samples) if ((await replaySample(model.session, sample, model)).ok) passed++;
  return passed;
}

test("honest samples pass, and forgeries of each sort are found", async () => {
  const { model, honest } = await honestSamples();
  expect(honest).toHaveLength(count);
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

  const coarse = await drawSlots({ ...model, session: await quantised(4) }, honest);
  const changed = coarse.filter((sample, at) => sample.tokenIds.join() !== honest[at]?.tokenIds.join());
  expect(changed.length).toBeGreaterThan(count / 2);
  expect(await passing(model, changed)).toBeLessThanOrEqual(1);
});

test("an end that nothing called for is found", async () => {
  const { model, honest } = await honestSamples();
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
