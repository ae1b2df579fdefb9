/** What the measurement calls well-formed and right, decided from the text alone. */
import { z } from "zod";

export const promptSchema = z.object({
  family: z.string(),
  language: z.enum(["en", "pt-BR", "id"]),
  messages: z.array(z.object({ role: z.literal("user"), content: z.string() })).length(1),
  right: z.object({
    number: z.number().optional(),
    sentences: z.number().optional(),
    includes: z.array(z.array(z.string())).optional(),
    excludes: z.array(z.string()).optional(),
    allowed: z.array(z.string()).optional(),
    least: z.number().optional(),
    groups: z.record(z.string(), z.array(z.string())).optional(),
  }),
});

export type Prompt = z.infer<typeof promptSchema>;

const words = /\p{L}+/gu;

/** Each of the words begins somewhere in the text at a word's start: "apolog" is found in "apologies", "now" not in "know". */
function has(text: string, part: string): boolean {
  const escaped = part.toLowerCase().replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?<!\\p{L})${escaped}`, "u").test(text.toLowerCase());
}

export function sentenceCount(text: string): number {
  return text.split(/[.!?]+(?:\s|$)/).filter((sentence) => sentence.trim() !== "").length;
}

function isRepeating(text: string): boolean {
  const found = text.toLowerCase().match(/\p{L}+|\d+/gu) ?? [];
  return found.some((word, i) => i > 0 && word === found[i - 1] && /\p{L}/u.test(word));
}

/**
 * Ended by itself, begins like a sentence and ends like one, repeats no word in a row,
 * and uses only words that its language's answers use or that its prompt used.
 */
export function isWellFormed(text: string, hasEnded: boolean, known: ReadonlySet<string>, prompt: string): boolean {
  const asked = new Set(prompt.toLowerCase().match(/\p{L}+/gu) ?? []);
  return (
    hasEnded &&
    /^[\p{Lu}\d].*[.!?]$/u.test(text) &&
    !isRepeating(text) &&
    (text.toLowerCase().match(words) ?? []).every((word) => known.has(word) || asked.has(word))
  );
}

function groupsOf(text: string): Map<string, string> {
  const found = [...text.matchAll(/([\p{L}-]+): ([^.:]+)\./gu)];
  return new Map(
    found.map((match) => [(match[1] ?? "").toLowerCase(), (match[2] ?? "").split(", ").sort().join(", ")]),
  );
}

/** Whether the text does what its prompt asked, by the prompt's own rule. */
export function isRight(text: string, right: Prompt["right"]): boolean {
  const numbers = (text.match(/\d+/g) ?? []).map(Number);
  if (right.number !== undefined && numbers.at(-1) !== right.number) return false;
  if (right.sentences !== undefined && sentenceCount(text) !== right.sentences) return false;
  if (right.includes?.some((choices) => !choices.some((choice) => has(text, choice)))) return false;
  if (right.excludes?.some((part) => has(text, part))) return false;
  if (right.allowed && right.allowed.filter((item) => has(text, item)).length < (right.least ?? 1)) return false;
  if (right.groups) {
    const groups = groupsOf(text);
    return Object.entries(right.groups).every(([name, items]) => groups.get(name) === [...items].sort().join(", "));
  }
  return true;
}
