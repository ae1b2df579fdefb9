// Words of a text in any script, by Unicode's rules, and what differs between two texts, word by word.
import { diffArrays } from "diff";
import type { Mark } from "#app/features/tasks/forms/text-pieces.ts";

const segmenter = new Intl.Segmenter("en", { granularity: "word" });

/** Beyond so many changed words two texts have nothing in common that is worth showing, and looking for it takes long. */
const mostEdits = 800;

export type Word = { start: number; end: number };

/** The places of the words; spaces and punctuation are none. */
export function wordsOf(text: string): Array<Word> {
  return [...segmenter.segment(text)]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ index, segment }) => ({ start: index, end: index + segment.length }));
}

export type Difference = {
  /** Places of the left text that the right one does not have. */
  left: Array<Mark>;
  right: Array<Mark>;
  /** Both texts in one: what went, what came, what stayed. */
  together: Array<{ text: string; tone: "removed" | "added" | null }>;
};

/** @returns null where the texts are too different to be compared word by word */
export function wordDifference(left: string, right: string): Difference | null {
  const changes = diffArrays(tokens(left), tokens(right), { maxEditLength: mostEdits });
  if (!changes) return null;
  const found: Difference = { left: [], right: [], together: [] };
  let [atLeft, atRight] = [0, 0];
  for (const { value, added, removed } of changes) {
    const text = value.join("");
    if (removed) found.left.push({ start: atLeft, end: atLeft + text.length, tone: "differs" });
    if (added) found.right.push({ start: atRight, end: atRight + text.length, tone: "differs" });
    if (!added) atLeft += text.length;
    if (!removed) atRight += text.length;
    found.together.push({ text, tone: removed ? "removed" : added ? "added" : null });
  }
  return found;
}

function tokens(text: string): Array<string> {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}
