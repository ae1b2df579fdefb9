import { expect, test } from "vitest";
import { groupsOfPrompts } from "#app/features/generation/desk/row-list.ts";
import type { GeneratorRow } from "#app/features/generation/run/generator-state.ts";

function row(key: string, prompt: string): GeneratorRow {
  return { key, prompt, text: "", tokens: 0, state: "writing", priceWei: 0n };
}

test("rows stand under their lease, in the order in which each is met", () => {
  const rows = [row("b:1", "B"), row("a:1", "A"), row("b:2", "B")];
  expect(groupsOfPrompts(rows)).toEqual([
    { key: "b", prompt: "B", rows: [rows[0], rows[2]] },
    { key: "a", prompt: "A", rows: [rows[1]] },
  ]);
});

test("two leases of the same prompt stay apart, and a lease's id may hold a colon", () => {
  expect(groupsOfPrompts([row("x:1:7", "P"), row("x:2:7", "P")]).map(({ key }) => key)).toEqual(["x:1", "x:2"]);
});

test("no row is drawn anew: the objects are the same", () => {
  const only = row("a:1", "A");
  expect(groupsOfPrompts([only])[0]?.rows[0]).toBe(only);
});
