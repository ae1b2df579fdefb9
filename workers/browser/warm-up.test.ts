import { expect, test } from "vitest";
import { nodeModel } from "#app/features/generation/engine/node-model.server.ts";
import type { ModelSession } from "#app/features/generation/engine/ort-session.ts";
import { starter } from "#app/features/generation/models/catalogue.ts";
import { checkedSpeed } from "#workers/browser/warm-up.ts";

const { promptTokens, top: known } = starter.knownAnswer ?? { promptTokens: [], top: [] };
const atMost = { steps: 6, ms: 1_000 };

/** The starter's session on a device that changes the scores of the last token, in its own way at each pass. */
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

/** A clock that goes on by a millisecond at each look. */
function ticking(): () => number {
  let ms = 0;
  return () => ms++;
}

test("an honest device answers what the starter is known to answer, and is measured", async () => {
  const { session } = await nodeModel();
  expect(known.length).toBeGreaterThan(8);
  expect(await checkedSpeed(session, { dtype: "fp32", promptTokens, known, atMost, now: ticking() })).toBe(1_000);
});

test("a device that computes the same wrong scores each time is found by the known answer alone", async () => {
  for (const wrong of [(score: number) => score * 1.05, (score: number) => score + 0.2]) {
    const session = await lyingSession((scores) => scores.set(scores.map(wrong)));
    expect(await checkedSpeed(session, { dtype: "fp32", promptTokens, atMost, now: ticking() })).not.toBeNull();
    expect(await checkedSpeed(session, { dtype: "fp32", promptTokens, known, atMost, now: ticking() })).toBeNull();
  }
});

test("one token that comes out too well is found", async () => {
  const best = new Set(known.map(({ token }) => token));
  const other = Array.from({ length: 100 }, (_unused, token) => token).find((token) => !best.has(token)) ?? 0;
  const session = await lyingSession((scores) => scores.fill(known[0]?.logit ?? 0, other, other + 1));
  expect(await checkedSpeed(session, { dtype: "fp32", promptTokens, known, atMost, now: ticking() })).toBeNull();
});

test("scores that are no numbers, or all nothing, are wrong, known answer or not", async () => {
  for (const value of [Number.NaN, 0]) {
    const session = await lyingSession((scores) => scores.fill(value));
    expect(await checkedSpeed(session, { dtype: "fp32", promptTokens, known, atMost, now: ticking() })).toBeNull();
    expect(await checkedSpeed(session, { dtype: "fp32", promptTokens, atMost, now: ticking() })).toBeNull();
  }
});

test("a device that only remembers wrongly is found by its disagreement with itself", async () => {
  const session = await lyingSession((scores, pass) => {
    if (pass > 0) scores.set(scores.map((score) => score * 0.9));
  });
  expect(await checkedSpeed(session, { dtype: "fp32", promptTokens, known, atMost, now: ticking() })).toBeNull();
});

test("a form of fewer bits may differ from itself by more, and not by anything", async () => {
  const drifting = (share: number) =>
    lyingSession((scores, pass) => {
      if (pass > 0) scores.set(scores.map((score, token) => score + (token % 2 ? share : -share)));
    });
  const speed = async (share: number, dtype: "fp32" | "q4f16" | "q8") =>
    checkedSpeed(await drifting(share), { dtype, promptTokens, atMost, now: ticking() });
  expect(await speed(0.2, "fp32")).toBeNull();
  expect(await speed(0.2, "q4f16")).not.toBeNull();
  expect(await speed(2, "q4f16")).toBeNull();
  expect(await speed(2, "q8")).not.toBeNull();
  expect(await speed(20, "q8")).toBeNull();
});

test("a slow device takes one step to be measured, and no more", async () => {
  let passes = 0;
  const session = await lyingSession(() => passes++);
  await checkedSpeed(session, { dtype: "fp32", promptTokens, known, atMost: { steps: 50, ms: 1 }, now: ticking() });
  expect(passes).toBe(4);
});
