import { expect, test } from "vitest";
import {
  type GeneratorRow,
  idleGenerator,
  meanOf,
  nextGeneratorState,
  rowKey,
  tallyOf,
} from "#app/features/generation/generator-state.ts";

function row(seed: number, change: Partial<GeneratorRow> = {}): GeneratorRow {
  return { key: rowKey("lease", seed), prompt: "p", text: "t", tokens: 1, state: "writing", priceWei: 5n, ...change };
}

test("rows grow in place, new ones come first, and a finished draw counts them", () => {
  const first = nextGeneratorState(idleGenerator, { kind: "rows", rows: [row(1), row(2)], speed: 9 });
  const second = nextGeneratorState(first, { kind: "rows", rows: [row(1, { text: "longer" }), row(3)], speed: 9 });
  expect(second.rows.map(({ key, text }) => [key, text])).toEqual([
    ["lease:3", "t"],
    ["lease:1", "longer"],
    ["lease:2", "t"],
  ]);
  const done = nextGeneratorState(second, { kind: "drawn", rows: [row(1, { state: "unsent" })], speed: 8 });
  expect(done.made).toBe(1);
  expect(done.speeds).toEqual([8]);
  expect(done.rows.map(({ key }) => key)).toEqual(["lease:1"]);
});

test("results and later states reach their rows, and the tally says why and how much", () => {
  const drawn = nextGeneratorState(idleGenerator, { kind: "drawn", rows: [row(1), row(2), row(3)], speed: 1 });
  const sent = nextGeneratorState(drawn, {
    kind: "results",
    leaseId: "lease",
    results: [
      { seed: 1, sampleId: "a", state: "submitted" },
      { seed: 2, sampleId: "b", state: "rejected", code: "duplicate" },
      { seed: 3, state: "refused", code: "lease-expired" },
    ],
  });
  expect(tallyOf(sent.rows)).toMatchObject({ accepted: 0, checking: 1, refused: 2, earnedWei: 0n });
  const decided = nextGeneratorState(sent, { kind: "states", samples: [{ sampleId: "a", state: "accepted" }] });
  expect(tallyOf(decided.rows)).toEqual({
    accepted: 1,
    checking: 0,
    refused: 2,
    reasons: [
      ["duplicate", 1],
      ["lease-expired", 1],
    ],
    earnedWei: 5n,
  });
});

test("a failure keeps what was drawn and drops what was being written", () => {
  const state = nextGeneratorState(idleGenerator, {
    kind: "rows",
    rows: [row(1), row(2, { state: "unsent" })],
    speed: 1,
  });
  const failed = nextGeneratorState(state, { kind: "failed", failure: { reason: "device-lost" } });
  expect(failed.phase).toBe("failed");
  expect(failed.rows.map(({ key }) => key)).toEqual(["lease:2"]);
  expect(nextGeneratorState(failed, { kind: "phase", phase: "checking" }).failure).toBeNull();
});

test("the mean of no figures is nothing", () => {
  expect(meanOf([])).toBe(0);
  expect(meanOf([2, 4])).toBe(3);
});
