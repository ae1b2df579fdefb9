import fc from "fast-check";
import { expect, test } from "vitest";
import type { GenerationRecipe } from "#app/features/campaigns/generation-recipes/recipe.ts";
import { stepSeed } from "#app/features/campaigns/generation-recipes/step-seed.ts";
import {
  nextDraw,
  type PlannedRow,
  plannedRows,
  sampleTextAfter,
  type Work,
  type WorkLease,
} from "#app/features/generation/run/draw-plan.ts";
import type { KeptRow } from "#app/features/generation/run/kept-rows.ts";

const params = { temperature: 1, topP: 1, topK: 0, repetitionPenalty: 1, maxNewTokens: 8 };
const onWasm = { backend: "wasm", dtype: "fp32" } as const;
const talk: GenerationRecipe = { name: "multi-turn/1", followUps: ["And then?", "And in the end?"] };

function leaseOf(seeds: ReadonlyArray<number>, change: Partial<WorkLease> = {}): WorkLease {
  const prompt = { id: "prompt", language: "en", messages: [{ role: "user" as const, content: "Tell a story." }] };
  const slots = seeds.map((_, index) => index + 3);
  return {
    id: "lease",
    prompt,
    params,
    recipe: { name: "plain/1" },
    priceWei: "5",
    ...change,
    seeds: [...seeds],
    slots,
  };
}

function workOf(lease: WorkLease, change: Partial<Work> = {}): Work {
  return { lease, rows: [], done: new Set(), ...change };
}

/** The row as it is kept once it is drawn. */
function drawn(plan: PlannedRow, text: string, change: Partial<KeptRow> = {}): KeptRow {
  const { lease, seed, step } = plan;
  const sampleText = sampleTextAfter(plan, text);
  return {
    ...{ address: "0x", leaseId: lease.id, seed, step, tokenIds: [1], logProbabilities: [-1], text, sampleText },
    ...{ finishReason: "stop", tokensPerSecond: 1, ...onWasm, ...change },
  };
}

test("only seeds without a finished row are drawn, each with its own seed", () => {
  const lease = leaseOf([7, 8, 9]);
  const [first] = plannedRows(workOf(lease), onWasm);
  if (!first) throw new Error("nothing is planned");
  const rest = plannedRows(workOf(lease, { rows: [drawn(first, "Once.")], done: new Set([9]) }), onWasm);
  expect(rest.map(({ seed, step, drawSeed }) => [seed, step, drawSeed])).toEqual([[8, 0, 8]]);
});

test("a recipe of several steps goes on where its finished steps end", () => {
  const lease = leaseOf([7], { recipe: talk });
  const [opening] = plannedRows(workOf(lease), onWasm);
  if (!opening) throw new Error("nothing is planned");
  expect(sampleTextAfter(opening, "Once.")).toBeNull();

  const [second] = plannedRows(workOf(lease, { rows: [drawn(opening, "Once.")] }), onWasm);
  expect(second).toMatchObject({ step: 1, drawSeed: stepSeed(7, 1), written: ["Once."] });
  expect(second?.messages.map(({ content }) => content)).toEqual(["Tell a story.", "Once.", "And then?"]);
});

test("a step that says nothing ends its sample", () => {
  const [opening] = plannedRows(workOf(leaseOf([7], { recipe: talk })), onWasm);
  if (!opening) throw new Error("nothing is planned");
  expect(sampleTextAfter(opening, "")).toBe("");
});

test("steps of another device are drawn anew, whole samples are not", () => {
  const lease = leaseOf([7, 8], { recipe: talk });
  const [seven, eight] = plannedRows(workOf(lease), onWasm);
  if (!seven || !eight) throw new Error("nothing is planned");
  const rows = [drawn(seven, "Once.", { backend: "webgpu" }), drawn(eight, "", { backend: "webgpu" })];
  const plan = plannedRows(workOf(lease, { rows }), onWasm);
  expect(plan.map(({ seed, step }) => [seed, step])).toEqual([[7, 0]]);
});

test("one draw holds rows of one way of sampling, no more than so many", () => {
  const cold = leaseOf([3, 4], { id: "cold", params: { ...params, temperature: 0.2 } });
  const planned = [leaseOf([1, 2]), cold].flatMap((lease) => plannedRows(workOf(lease), onWasm));
  expect(nextDraw(planned, 32).map(({ seed }) => seed)).toEqual([1, 2]);
  expect(nextDraw(planned, 1).map(({ seed }) => seed)).toEqual([1]);
  expect(nextDraw([], 8)).toEqual([]);
});

test("stopped and gone on from anywhere, every seed's steps are drawn once, in their order", () => {
  const seeds = fc.uniqueArray(fc.nat({ max: 1_000 }), { minLength: 1, maxLength: 6 });
  const kept = fc.array(fc.nat({ max: 31 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(seeds, kept, fc.constantFrom<GenerationRecipe>({ name: "plain/1" }, talk), (all, lucky, recipe) => {
      const lease = leaseOf(all, { recipe });
      const steps = recipe.name === "plain/1" ? 1 : 3;
      let rows: Array<KeptRow> = [];
      // Each round some of the planned rows end before the tab does.
      for (let round = 0; plannedRows(workOf(lease, { rows }), onWasm).length > 0; round++) {
        const planned = nextDraw(plannedRows(workOf(lease, { rows }), onWasm), 4);
        const ended = planned.filter((_, index) => round > lucky.length || ((lucky[round] ?? 0) >> index) & 1);
        rows = [...rows, ...ended.map((plan) => drawn(plan, `step ${plan.step}`))];
      }
      const keys = rows.map(({ seed, step }) => `${seed}:${step}`);
      expect(new Set(keys).size).toBe(keys.length);
      expect(keys.length).toBe(all.length * steps);
      for (const seed of all) {
        const own = rows.filter((row) => row.seed === seed);
        expect(own.map(({ step }) => step)).toEqual([...Array(steps).keys()]);
        expect(own.map(({ sampleText }) => sampleText !== null)).toEqual([...Array(steps - 1).fill(false), true]);
      }
    }),
  );
});
