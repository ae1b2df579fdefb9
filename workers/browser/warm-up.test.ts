import { expect, test } from "vitest";
import { starter } from "#app/features/generation/catalogue.ts";
import { nodeModel } from "#app/features/generation/node-model.server.ts";
import type { ModelSession } from "#app/features/generation/ort-session.ts";
import { agreesWithItself, answersAsKnown, speedAfter } from "#workers/browser/warm-up.ts";

const answer = starter.knownAnswer ?? { promptTokens: [], top: [] };

/** The starter's session on a device that changes the scores of the last token. */
async function lyingSession(change: (scores: Float32Array, pass: number) => void): Promise<ModelSession> {
  const { session } = await nodeModel();
  let pass = 0;
  return {
    ...session,
    forward: async (step) => {
      const found = await session.forward(step);
      change(found.logits.subarray(-found.vocabulary), pass++);
      return found;
    },
  };
}

test("an honest device answers what the starter is known to answer, and agrees with itself", async () => {
  const { session } = await nodeModel();
  expect(answer.top.length).toBeGreaterThan(8);
  expect(await answersAsKnown(session, answer)).toBe(true);
  expect(await agreesWithItself(session, answer.promptTokens)).toBe(true);
});

test("a device that computes the same wrong scores each time is found by the known answer alone", async () => {
  for (const wrong of [(score: number) => score * 1.05, (score: number) => score + 0.2]) {
    const session = await lyingSession((scores) => scores.set(scores.map(wrong)));
    expect(await agreesWithItself(session, answer.promptTokens)).toBe(true);
    expect(await answersAsKnown(session, answer)).toBe(false);
  }
});

test("one token that comes out too well is found", async () => {
  const known = new Set(answer.top.map(({ token }) => token));
  const other = Array.from({ length: 100 }, (_unused, token) => token).find((token) => !known.has(token)) ?? 0;
  const best = answer.top[0]?.logit ?? 0;
  const session = await lyingSession((scores) => scores.fill(best, other, other + 1));
  expect(await answersAsKnown(session, answer)).toBe(false);
});

test("scores that are no numbers, or all the same, are wrong", async () => {
  for (const value of [Number.NaN, 0]) {
    const session = await lyingSession((scores) => scores.fill(value));
    expect(await answersAsKnown(session, answer)).toBe(false);
    expect(await agreesWithItself(session, answer.promptTokens)).toBe(false);
  }
});

test("a device that only remembers wrongly is found by its disagreement with itself", async () => {
  const session = await lyingSession((scores, pass) => {
    if (pass > 0) scores.set(scores.map((score) => score * 0.9));
  });
  expect(await agreesWithItself(session, answer.promptTokens)).toBe(false);
});

test("its speed is that of the later half of its steps, and it takes no more of them than it may", async () => {
  const { session } = await nodeModel();
  let clock = 0;
  const now = () => clock++;
  expect(await speedAfter(session, answer.promptTokens, { atMost: { steps: 6, ms: 1_000 }, now })).toBe(1_000);
  clock = 0;
  let passes = 0;
  const counted = {
    ...session,
    forward: (step: Parameters<ModelSession["forward"]>[0]) => {
      passes++;
      return session.forward(step);
    },
  };
  await speedAfter(counted, answer.promptTokens, { atMost: { steps: 50, ms: 6 }, now });
  expect(passes).toBeLessThan(6);
});
