// Text that comes in from a file or a form and is shown to people: what it may not hold.

export const textProblems = ["control-characters", "bidi-control", "broken-characters"] as const;
export type TextProblem = (typeof textProblems)[number];

// Tab, line feed and carriage return are text; the others move cursors, ring bells or end a C string.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;
// Embeddings and overrides show text in another order than it has; the marks that right-to-left writing needs are others.
const reordering = /[\u202a-\u202e]/;
const isolates = /[\u2066-\u2069]/g;
const loneSurrogate = /\p{Surrogate}/u;

/** Why a text is not taken: characters that nobody sees, that reorder what is seen, or that are none; null when it is fine. */
export function textProblem(text: string): TextProblem | null {
  if (loneSurrogate.test(text)) return "broken-characters";
  if (control.test(text)) return "control-characters";
  if (reordering.test(text) || !areIsolatesClosed(text)) return "bidi-control";
  return null;
}

/** Every isolate (U+2066–2068) is closed by U+2069 in its own line, and nothing else is closed. */
function areIsolatesClosed(text: string): boolean {
  return text.split("\n").every((line) => {
    let depth = 0;
    for (const [mark] of line.matchAll(isolates)) {
      depth += mark === "\u2069" ? -1 : 1;
      if (depth < 0) return false;
    }
    return depth === 0;
  });
}

export function isPlainText(text: string): boolean {
  return textProblem(text) === null;
}
