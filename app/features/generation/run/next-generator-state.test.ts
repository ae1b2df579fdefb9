import { expect, test } from "vitest";
import {
  type GeneratorEvent,
  type GeneratorRow,
  type GeneratorState,
  idleGenerator,
  rowKey,
} from "#app/features/generation/run/generator-state.ts";
import { nextGeneratorState } from "#app/features/generation/run/next-generator-state.ts";
import { tallyOf } from "#app/features/generation/run/tally.ts";

function row(seed: number, change: Partial<GeneratorRow> = {}): GeneratorRow {
  return { key: rowKey("lease", seed), prompt: "p", text: "t", tokens: 1, state: "writing", priceWei: 5n, ...change };
}

function after(...events: ReadonlyArray<GeneratorEvent>): GeneratorState {
  return events.reduce(nextGeneratorState, idleGenerator);
}

test("rows grow in place, new ones come first, and each finished one counts once", () => {
  const grown = after(
    { kind: "rows", rows: [row(1), row(2)], speed: 9 },
    { kind: "rows", rows: [row(1, { text: "longer" }), row(3)], speed: 9 },
  );
  expect(grown.rows.map(({ key, text }) => [key, text])).toEqual([
    ["lease:3", "t"],
    ["lease:1", "longer"],
    ["lease:2", "t"],
  ]);
  const one = nextGeneratorState(grown, { kind: "drawn", rows: [row(1, { state: "unsent" })] });
  expect(one).toMatchObject({ made: 1, speedNow: 9 });
  const ended = nextGeneratorState(one, { kind: "draw-ended" });
  expect(ended).toMatchObject({ made: 1, speedNow: 0 });
  expect(ended.rows.map(({ key }) => key)).toEqual(["lease:1"]);
});

test("results and later states reach their rows, and the tally says why and how much", () => {
  const sent = after(
    { kind: "drawn", rows: [row(1), row(2), row(3)] },
    {
      kind: "results",
      leaseId: "lease",
      results: [
        { seed: 1, sampleId: "a", state: "submitted" },
        { seed: 2, sampleId: "b", state: "rejected", code: "duplicate" },
        { seed: 3, state: "refused", code: "lease-expired" },
      ],
    },
  );
  expect(tallyOf(sent.rows)).toMatchObject({ accepted: 0, checking: 1, refused: 2, earnedWei: 0n });
  const decided = nextGeneratorState(sent, { kind: "states", samples: [{ sampleId: "a", state: "accepted" }] });
  expect(tallyOf(decided.rows)).toEqual({
    accepted: 1,
    checking: 0,
    refused: 2,
    notMade: 0,
    reasons: [
      ["duplicate", 1],
      ["lease-expired", 1],
    ],
    earnedWei: 5n,
  });
});

test("a row whose prompt can't be written for is shown, and is neither made nor refused", () => {
  const state = after({ kind: "problems", rows: [row(1, { state: "not-made", problem: "prompt-too-long" })] });
  expect(state.made).toBe(0);
  expect(tallyOf(state.rows)).toMatchObject({ notMade: 1, refused: 0 });
});

test("a failure keeps what was drawn and drops what was being written; so does a restart", () => {
  const writing: GeneratorEvent = { kind: "rows", rows: [row(1), row(2, { state: "unsent" })], speed: 1 };
  const failed = after(writing, { kind: "failed", failure: { reason: "device-lost" } });
  expect(failed.phase).toBe("failed");
  expect(failed.rows.map(({ key }) => key)).toEqual(["lease:2"]);
  expect(nextGeneratorState(failed, { kind: "phase", phase: "checking" }).failure).toBeNull();

  const restarted = after(writing, { kind: "restart", failure: { reason: "device-lost" }, count: 1 });
  expect(restarted.rows.map(({ key }) => key)).toEqual(["lease:2"]);
  expect(restarted.restart?.count).toBe(1);
});

test("the average is of all tokens over all the time in which it wrote", () => {
  expect(idleGenerator.average).toBe(0);
  const state = after({ kind: "tick", tokens: 100, seconds: 1 }, { kind: "tick", tokens: 20, seconds: 3 });
  expect(state.speeds).toEqual([100, 20 / 3]);
  expect(state.average).toBe(30);
  expect(nextGeneratorState(state, { kind: "tick", tokens: 5, seconds: 0 }).speeds).toHaveLength(2);
});

test("a question is open only while it is being asked", () => {
  const asking = after(
    { kind: "phase", phase: "asking" },
    { kind: "ask", ask: { kind: "large-download", bytes: 137_000_000 } },
  );
  expect(asking.ask?.bytes).toBe(137_000_000);
  expect(nextGeneratorState(asking, { kind: "phase", phase: "checking" }).ask).toBeNull();
});
