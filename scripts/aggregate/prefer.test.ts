import { expect, test } from "vitest";
import type { PairMethod } from "#app/features/quality/pairs/choose-pair-method.ts";
import type { Aggregation } from "#scripts/aggregate/aggregation.ts";
import { aggregatePairs, pairColumns } from "#scripts/aggregate/prefer.ts";
import { readTable } from "#scripts/aggregate/table.ts";

type Method = "auto" | PairMethod;

function aggregated(lines: ReadonlyArray<string>, method: Method = "bradley-terry"): Aggregation {
  const read = readTable(Buffer.from([pairColumns.join(","), ...lines].join("\n")), pairColumns);
  return read.ok ? aggregatePairs(read.table, method) : read;
}

function rowsOf(lines: ReadonlyArray<string>, method?: Method): Array<ReadonlyArray<string>> {
  const found = aggregated(lines, method);
  return found.ok ? [...found.rows] : [];
}

function whyOf(lines: ReadonlyArray<string>): string {
  const found = aggregated(lines);
  return found.ok ? "" : found.why;
}

test("items stand best first, each with a score inside its interval, which sum to zero", () => {
  const rows = rowsOf(["a,b,a,w1", "b,a,a,w2", "b,c,b,w1", "c,b,tie,w2", "a,c,a,w3"]);
  expect(rows.map(([item]) => item)).toEqual(["a", "b", "c"]);
  let sum = 0;
  for (const [, score, low, high] of rows) {
    expect(Number(low)).toBeLessThan(Number(score));
    expect(Number(high)).toBeGreaterThan(Number(score));
    sum += Number(score);
  }
  expect(sum).toBeCloseTo(0, 5);
});

test("the order of the lines changes no digit", () => {
  const lines = ["a,b,a,w1", "b,a,a,w2", "b,c,b,w1", "c,b,tie,w2", "a,c,c,w3", "c,d,c,w4", "d,a,a,w4"];
  for (const method of ["bradley-terry", "noisy-bradley-terry", "auto"] as const) {
    expect(rowsOf(lines.toReversed(), method)).toEqual(rowsOf(lines, method));
  }
});

test("a bad line is named by its number", () => {
  expect(whyOf(["a,b,a,w", "a,b,c,w"])).toContain("Line 3");
  expect(whyOf(["a,b,a,w", "c,b,a,w"])).toContain("Line 3");
  expect(whyOf(["a,a,a,w"])).toContain("Line 2: left and right");
  expect(whyOf(["a,tie,tie,w"])).toContain("tie");
  expect(whyOf(["a,b,a"])).toContain("Line 2");
  expect(whyOf(["a,b,,w"])).toContain("Line 2");
});

test("the summary says what was done, in which scale and how long it took", () => {
  const found = aggregated(["a,b,a,w1", "c,d,tie,w2"], "auto");
  expect(found.ok && found.summary).toMatchObject({
    method: "bradley-terry",
    votes: 2,
    items: 4,
    workers: 2,
    components: 2,
  });
  expect(found.ok && typeof found.summary.seconds).toBe("number");
  expect(found.ok && found.notes.length).toBe(1);
});

test("a crowd of adversaries is seen through by auto, which says why", () => {
  const items = ["a", "b", "c", "d", "e"];
  const lines = Array.from({ length: 12 }, (_, worker) =>
    items.flatMap((left, at) =>
      items.slice(at + 1).map((right) => `${left},${right},${worker < 8 ? left : right},worker ${worker}`),
    ),
  ).flat();
  const found = aggregated(lines, "auto");
  expect(found.ok && found.summary.method).toBe("noisy-bradley-terry");
  expect(found.ok && found.summary.reason).toContain("held-out");
  expect(rowsOf(lines, "auto").map(([item]) => item)).toEqual(items);
});

test("a component larger than the sandwich takes gets bootstrap intervals", () => {
  const lines = Array.from(
    { length: 1_050 },
    (_, item) => `hub,item ${item},${item % 3 === 0 ? "hub" : `item ${item}`},w`,
  );
  const rows = rowsOf(lines);
  expect(rows).toHaveLength(1_051);
  for (const [, score, low, high] of rows)
    expect(Number(low) <= Number(score) && Number(score) <= Number(high)).toBe(true);
});

test("many small components get the sandwich's intervals, each the same as alone", () => {
  const group = (name: string) => [
    `${name}a,${name}b,${name}a,w1`,
    `${name}b,${name}c,${name}b,w2`,
    `${name}a,${name}c,${name}a,w3`,
  ];
  const names = Array.from({ length: 400 }, (_, number) => `g${String(number).padStart(3, "0")}`);
  const alone = rowsOf(group("g000")).map((row) => row.map(String));
  const among = rowsOf(names.flatMap(group)).filter(([item]) => item?.startsWith("g000"));
  expect(among.map((row) => row.map(String))).toEqual(alone);
});
