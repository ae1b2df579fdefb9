import { expect, test } from "vitest";
import { nodeModel } from "#app/features/generation/engine/node-model.server.ts";
import type { ModelSession } from "#app/features/generation/engine/ort-session.ts";
import { starter } from "#app/features/generation/models/catalogue.ts";
import { computesRightly } from "#workers/browser/warm-up.ts";

const { promptTokens, top: known } = starter.knownAnswer ?? { promptTokens: [], top: [] };

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

test("an honest device answers what the starter is known to answer", async () => {
  const { session } = await nodeModel();
  expect(known.length).toBeGreaterThan(8);
  expect(await computesRightly(session, { dtype: "fp32", promptTokens, known })).toBe(true);
});

test("a device that computes the same wrong scores each time is found by the known answer alone", async () => {
  for (const wrong of [(score: number) => score * 1.05, (score: number) => score + 0.2]) {
    const session = await lyingSession((scores) => scores.set(scores.map(wrong)));
    expect(await computesRightly(session, { dtype: "fp32", promptTokens })).toBe(true);
    expect(await computesRightly(session, { dtype: "fp32", promptTokens, known })).toBe(false);
  }
});

test("one token that comes out too well is found", async () => {
  const best = new Set(known.map(({ token }) => token));
  const other = Array.from({ length: 100 }, (_unused, token) => token).find((token) => !best.has(token)) ?? 0;
  const session = await lyingSession((scores) => scores.fill(known[0]?.logit ?? 0, other, other + 1));
  expect(await computesRightly(session, { dtype: "fp32", promptTokens, known })).toBe(false);
});

test("scores that are no numbers, or all nothing, are wrong, known answer or not", async () => {
  for (const value of [Number.NaN, 0]) {
    const session = await lyingSession((scores) => scores.fill(value));
    expect(await computesRightly(session, { dtype: "fp32", promptTokens, known })).toBe(false);
    expect(await computesRightly(session, { dtype: "fp32", promptTokens })).toBe(false);
  }
});

test("a device that only remembers wrongly is found by its disagreement with itself", async () => {
  const session = await lyingSession((scores, pass) => {
    if (pass > 0) scores.set(scores.map((score) => score * 0.9));
  });
  expect(await computesRightly(session, { dtype: "fp32", promptTokens, known })).toBe(false);
});

test("a form of fewer bits may differ from itself by more, and not by anything", async () => {
  const drifting = (share: number) =>
    lyingSession((scores, pass) => {
      if (pass > 0) scores.set(scores.map((score, token) => score + (token % 2 ? share : -share)));
    });
  const isTaken = async (share: number, dtype: "fp32" | "q4f16" | "q8") =>
    computesRightly(await drifting(share), { dtype, promptTokens });
  expect(await isTaken(0.2, "fp32")).toBe(false);
  expect(await isTaken(0.2, "q4f16")).toBe(true);
  expect(await isTaken(2, "q4f16")).toBe(false);
  expect(await isTaken(2, "q8")).toBe(true);
  expect(await isTaken(20, "q8")).toBe(false);
});
