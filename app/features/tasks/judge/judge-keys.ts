// What can be done by key while judging, by which keys at first, and how a person's own keys take their place.
import { z } from "zod";
import type { TaskKind } from "#app/features/campaigns/kind-options.ts";

type Scope = "all" | TaskKind;

/** In the order of the help. A scope's own keys may not meet those of all kinds, but two kinds may share a key. */
const table = {
  submit: ["all", ["enter", "ctrl+enter"]],
  skip: ["all", ["s"]],
  flag: ["all", ["f"]],
  undo: ["all", ["u"]],
  guidelines: ["all", ["i"]],
  help: ["all", ["?"]],
  formatted: ["all", ["m"]],
  whole: ["all", ["o"]],
  "prefer-a": ["prefer", ["a", "arrowleft"]],
  "prefer-b": ["prefer", ["b", "arrowright"]],
  "prefer-tie": ["prefer", ["t"]],
  "prefer-bad": ["prefer", ["x"]],
  "prefer-differences": ["prefer", ["d"]],
  "rank-previous": ["rank", ["arrowleft"]],
  "rank-next": ["rank", ["arrowright"]],
  "rank-up": ["rank", ["arrowup"]],
  "rank-down": ["rank", ["arrowdown"]],
  "rank-unacceptable": ["rank", ["x"]],
  "rank-leave-out": ["rank", ["0", "backspace"]],
  "rate-previous": ["rate", ["arrowup"]],
  "rate-next": ["rate", ["arrowdown"]],
  "rate-cannot-tell": ["rate", ["c"]],
  "rate-ten": ["rate", ["0"]],
  "label-search": ["label", ["/"]],
  "label-word-back": ["label", ["arrowleft"]],
  "label-word-on": ["label", ["arrowright"]],
  "label-extend-back": ["label", ["shift+arrowleft"]],
  "label-extend-on": ["label", ["shift+arrowright"]],
  "label-unmark": ["label", ["backspace"]],
  "edit-write": ["edit", ["e"]],
  "edit-restore": ["edit", ["r"]],
  "edit-difference": ["edit", ["d"]],
  "number-1": ["all", ["1"]],
  "number-2": ["all", ["2"]],
  "number-3": ["all", ["3"]],
  "number-4": ["all", ["4"]],
  "number-5": ["all", ["5"]],
  "number-6": ["all", ["6"]],
  "number-7": ["all", ["7"]],
  "number-8": ["all", ["8"]],
  "number-9": ["all", ["9"]],
} as const satisfies Record<string, readonly [Scope, ReadonlyArray<string>]>;

export type KeyAction = keyof typeof table;
export type KeyBindings = Readonly<Record<KeyAction, ReadonlyArray<string>>>;

const actions = Object.keys(table).filter((name): name is KeyAction => name in table);

function bindingsBy(keysOf: (action: KeyAction) => ReadonlyArray<string>): KeyBindings {
  // `fromEntries` forgets the names: each action is given its keys here, once.
  return Object.fromEntries(actions.map((action) => [action, keysOf(action)])) as KeyBindings;
}

export const defaultBindings: KeyBindings = bindingsBy((action) => table[action][1]);

export function scopeOf(action: KeyAction): Scope {
  return table[action][0];
}

/** The actions that mean something in this kind, its own first. */
export function actionsOf(kind: TaskKind): Array<KeyAction> {
  return [...actions.filter((action) => scopeOf(action) === kind), ...actions.filter((one) => scopeOf(one) === "all")];
}

export type Rebound = { ok: true; bindings: KeyBindings } | { ok: false; takenBy: KeyAction };

/** Gives an action one key in place of those it had; refused when something that is there at the same time has it. */
export function rebound(bindings: KeyBindings, action: KeyAction, chord: string): Rebound {
  const takenBy = actions.find((other) => other !== action && meets(other, action) && bindings[other].includes(chord));
  return takenBy ? { ok: false, takenBy } : { ok: true, bindings: { ...bindings, [action]: [chord] } };
}

function meets(one: KeyAction, other: KeyAction): boolean {
  const [first, second] = [scopeOf(one), scopeOf(other)];
  return first === second || first === "all" || second === "all";
}

/** What a browser kept, with what is new since then at its default. */
export function bindingsFrom(kept: unknown): KeyBindings {
  const { data = {} } = z.record(z.string(), z.array(z.string().min(1).max(30)).min(1)).safeParse(kept);
  return bindingsBy((action) => data[action] ?? table[action][1]);
}

/** Only what differs from the defaults. */
export function ownBindings(bindings: KeyBindings): Partial<KeyBindings> {
  return Object.fromEntries(
    actions.filter((one) => bindings[one].join() !== table[one][1].join()).map((one) => [one, bindings[one]]),
  );
}

type KeyPress = { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean; shiftKey: boolean };

/** A press by its name: `a`, `?`, `shift+arrowleft`, `ctrl+enter`; null for what is none of ours. */
export function chordOf({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyPress): string | null {
  if (altKey || ["Control", "Shift", "Alt", "Meta", "AltGraph", "Dead", "Process", "Unidentified"].includes(key))
    return null;
  // Shift is in the character already, and only the keys that write none need it named.
  const shift = shiftKey && key.length > 1 ? "shift+" : "";
  return `${ctrlKey || metaKey ? "ctrl+" : ""}${shift}${key === " " ? "space" : key.toLowerCase()}`;
}

const signs: Record<string, string> = {
  arrowleft: "←",
  arrowright: "→",
  arrowup: "↑",
  arrowdown: "↓",
  enter: "↵",
  backspace: "⌫",
};

/** As it is drawn on a button. */
export function chordSign(chord: string): string {
  return chord
    .split(/(?<=.)\+/)
    .map((part) => signs[part] ?? `${part.charAt(0).toUpperCase()}${part.slice(1)}`)
    .join(" ");
}

/** As `aria-keyshortcuts` wants it. */
export function ariaChord(chord: string): string {
  const names: Record<string, string> = { ctrl: "Control", arrowleft: "ArrowLeft", arrowright: "ArrowRight" };
  const more: Record<string, string> = { arrowup: "ArrowUp", arrowdown: "ArrowDown" };
  return chord
    .split(/(?<=.)\+/)
    .map((part) => names[part] ?? more[part] ?? `${part.charAt(0).toUpperCase()}${part.slice(1)}`)
    .join("+");
}
