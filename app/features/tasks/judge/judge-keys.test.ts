import { expect, test } from "vitest";
import { taskKinds } from "#app/features/campaigns/kind-options.ts";
import {
  actionsOf,
  ariaChord,
  bindingsFrom,
  chordOf,
  chordSign,
  defaultBindings,
  ownBindings,
  rebound,
} from "#app/features/tasks/judge/judge-keys.ts";

const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

test("at first no two actions of a kind share a key", () => {
  for (const kind of taskKinds) {
    const chords = actionsOf(kind).flatMap((action) => defaultBindings[action]);
    expect(new Set(chords).size, kind).toBe(chords.length);
  }
});

test("a key is given to an action in place of those it had", () => {
  const result = rebound(defaultBindings, "prefer-a", "q");
  expect(result).toMatchObject({ ok: true, bindings: { "prefer-a": ["q"], "prefer-b": ["b", "arrowright"] } });
});

test("a key that does something else at the same time is refused, and what it does is named", () => {
  expect(rebound(defaultBindings, "prefer-a", "x")).toEqual({ ok: false, takenBy: "prefer-bad" });
  expect(rebound(defaultBindings, "prefer-a", "s")).toEqual({ ok: false, takenBy: "skip" });
  expect(rebound(defaultBindings, "skip", "c")).toEqual({ ok: false, takenBy: "rate-cannot-tell" });
});

test("two kinds may use one key, and a key may be given to what has it already", () => {
  expect(rebound(defaultBindings, "rate-next", "x").ok).toBe(true);
  expect(rebound(defaultBindings, "undo", "u").ok).toBe(true);
});

test("what differs from the defaults is kept, and read back with what is new since", () => {
  const result = rebound(defaultBindings, "skip", "j");
  if (!result.ok) throw new Error("the key is free");
  const kept = ownBindings(result.bindings);
  expect(kept).toEqual({ skip: ["j"] });
  expect(bindingsFrom(kept)).toEqual(result.bindings);
  expect(bindingsFrom({ skip: [7] })).toEqual(defaultBindings);
  expect(bindingsFrom(null)).toEqual(defaultBindings);
});

test("a press has one name: letters without shift, named keys with it", () => {
  expect(chordOf({ ...plain, key: "A", shiftKey: true })).toBe("a");
  expect(chordOf({ ...plain, key: "?", shiftKey: true })).toBe("?");
  expect(chordOf({ ...plain, key: "ArrowLeft", shiftKey: true })).toBe("shift+arrowleft");
  expect(chordOf({ ...plain, key: "Enter", metaKey: true })).toBe("ctrl+enter");
  expect(chordOf({ ...plain, key: " " })).toBe("space");
  expect(chordOf({ ...plain, key: "Shift", shiftKey: true })).toBe(null);
  expect(chordOf({ ...plain, key: "a", altKey: true })).toBe(null);
});

test("a key is drawn as on the keyboard and named as assistive technology wants it", () => {
  expect(chordSign("ctrl+enter")).toBe("Ctrl ↵");
  expect(chordSign("shift+arrowleft")).toBe("Shift ←");
  expect(chordSign("+")).toBe("+");
  expect(ariaChord("ctrl+enter")).toBe("Control+Enter");
  expect(ariaChord("arrowup")).toBe("ArrowUp");
});
