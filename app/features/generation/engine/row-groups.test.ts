import fc from "fast-check";
import { expect, test } from "vitest";
import { groupsOfRows } from "#app/features/generation/engine/row-groups.ts";

test("rows of one prompt share its group, and other prompts of that length the batch", () => {
  const rows = [
    { promptTokens: [1, 2], seed: 10, slot: "a" },
    { promptTokens: [3], seed: 11, slot: "b" },
    { promptTokens: [4, 5], seed: 12, slot: "c" },
    { promptTokens: [1, 2], seed: 13, slot: "d" },
  ];
  const [a, b, c, d] = rows;
  expect(groupsOfRows(rows, 8)).toEqual([
    [
      { promptTokens: [1, 2], seeds: [10, 13], rows: [a, d] },
      { promptTokens: [4, 5], seeds: [12], rows: [c] },
    ],
    [{ promptTokens: [3], seeds: [11], rows: [b] }],
  ]);
});

test("a full batch is followed by another", () => {
  const rows = [1, 2, 3, 4, 5].map((seed) => ({ promptTokens: [7], seed }));
  expect(groupsOfRows(rows, 2).map((batch) => batch.map(({ seeds }) => seeds))).toEqual([[[1, 2]], [[3, 4]], [[5]]]);
  expect(groupsOfRows([], 2)).toEqual([]);
});

test("every row is in one batch, of prompts of its own length, and no batch is too large", () => {
  const rowsOf = fc.array(
    fc.record({
      promptTokens: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 3 }),
      seed: fc.integer({ min: 0, max: 9 }),
    }),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(rowsOf, fc.integer({ min: 1, max: 9 }), (rows, most) => {
      const batches = groupsOfRows(rows, most);
      for (const batch of batches) {
        expect(new Set(batch.map(({ promptTokens }) => promptTokens.length)).size).toBe(1);
        expect(new Set(batch.map(({ promptTokens }) => promptTokens.join())).size).toBe(batch.length);
        expect(batch.flatMap(({ seeds }) => seeds).length).toBeLessThanOrEqual(most);
        for (const group of batch) {
          expect(group.rows.map(({ seed }) => seed)).toEqual(group.seeds);
          for (const row of group.rows) expect(row.promptTokens).toEqual(group.promptTokens);
        }
      }
      const grouped = batches.flat().flatMap((group) => group.rows);
      expect(grouped).toHaveLength(rows.length);
      expect(new Set(grouped)).toEqual(new Set(rows));
    }),
  );
});
