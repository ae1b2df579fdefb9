// One line of an import of known-answer tasks: `{ kind, prompt, texts, outcome }`. The outcome is an answer of its kind that names
// samples by their place: "0", "1", …
import { z } from "zod";
import type { Message } from "#app/features/campaigns/draft.ts";
import { jsonOf, promptOf, promptProblems, type Read } from "#app/features/campaigns/import/prompt-line.ts";
import type { TaskKind } from "#app/features/campaigns/kind-options.ts";
import { editOptionsSchema, taskKinds } from "#app/features/campaigns/kind-options.ts";
import { textProblem } from "#app/features/campaigns/plain-text.ts";
import { mostRanked, rankGroups } from "#app/features/campaigns/tasks-of-prompt.ts";
import { misfits } from "#app/features/tasks/kinds/codes.ts";
import { scorers } from "#app/features/tasks/kinds.ts";

export const goldColumns = [
  ...["kind", "prompt", "messages", "texts", "outcome", "language", "explanation", "purpose"],
] as const;

export const goldProblems = [
  ...promptProblems,
  ...[
    "kind-not-of-campaign",
    "texts-malformed",
    "texts-count",
    "text-too-long",
    "purpose-unknown",
    "explanation-malformed",
  ],
  ...misfits,
] as const;

export type GoldDraft = {
  kind: TaskKind;
  purpose: "gold" | "qualification";
  messages: Array<Message>;
  language: string;
  texts: Array<string>;
  outcome: Record<string, unknown>;
  explanation: string;
};
/** What a line is held against: the campaign's languages, its samples a prompt and the options of its kinds. */
export type GoldRules = {
  languages: ReadonlyArray<string>;
  candidatesPerPrompt: number;
  kinds: ReadonlyArray<{ kind: TaskKind; options: unknown }>;
};

const longestText = 16_000;
const kindSchema = z.enum(taskKinds);
const textsSchema = z.array(z.string().trim().min(1)).max(mostRanked);
const purposeSchema = z.enum(["gold", "qualification"]).default("gold");
const explanationSchema = z.string().trim().max(2_000).default("");

export function goldOfJson(text: string, rules: GoldRules): Read<GoldDraft, string> {
  const parsed = jsonOf(text);
  if (parsed === undefined) return refused("not-json");
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) return refused("not-an-object");
  return goldOf(new Map<string, unknown>(Object.entries(parsed)), rules);
}

/** In CSV, `messages`, `texts` and `outcome` hold JSON. */
export function goldOfRow(
  columns: ReadonlyArray<string>,
  fields: ReadonlyArray<string>,
  rules: GoldRules,
): Read<GoldDraft, string> {
  if (fields.length !== columns.length) return refused("wrong-columns");
  const line = new Map<string, unknown>();
  for (const [index, column] of columns.entries()) {
    const field = fields[index] ?? "";
    if (field === "") continue;
    const value = ["messages", "texts", "outcome"].includes(column) ? jsonOf(field) : field;
    if (value === undefined) return refused("not-json");
    line.set(column, value);
  }
  return goldOf(line, rules);
}

function goldOf(line: ReadonlyMap<string, unknown>, rules: GoldRules): Read<GoldDraft, string> {
  const rest = new Map(line);
  const [named, given, outcome, explained, intended] = ["kind", "texts", "outcome", "explanation", "purpose"].map(
    (name) => {
      const value = rest.get(name);
      rest.delete(name);
      return value;
    },
  );
  const prompt = promptOf(rest, rules.languages);
  if (!prompt.ok) return prompt;
  const known = kindSchema.safeParse(named);
  const rule = rules.kinds.find(({ kind }) => kind === known.data);
  if (!rule) return refused("kind-not-of-campaign");
  const purpose = purposeSchema.safeParse(intended);
  if (!purpose.success) return refused("purpose-unknown");
  const explanation = explanationSchema.safeParse(explained);
  if (!explanation.success || textProblem(explanation.data)) return refused("explanation-malformed");
  const texts = textsOf(given ?? [], rule);
  if (!texts.ok) return texts;
  const shown = { kind: rule.kind, purpose: purpose.data, texts: texts.value };
  if (!isOfUsualSize(shown, rules.candidatesPerPrompt)) return refused("texts-count");

  const sampleIds = texts.value.map((_, place) => String(place));
  const read = scorers[rule.kind].read(outcome, { sampleIds, texts: texts.value, options: rule.options });
  if (!read.ok) return refused(read.why);
  const gold = { ...prompt.value, kind: rule.kind, texts: texts.value, outcome: read.answer };
  return { ok: true, value: { ...gold, purpose: purpose.data, explanation: explanation.data } };
}

function textsOf(given: unknown, { kind, options }: GoldRules["kinds"][number]): Read<Array<string>, string> {
  const texts = textsSchema.safeParse(given);
  if (!texts.success) return refused("texts-malformed");
  const [fewest, most] = textsShown(kind, options);
  if (texts.data.length < fewest || texts.data.length > most) return refused("texts-count");
  for (const text of texts.data) {
    const problem = text.length > longestText ? "text-too-long" : textProblem(text);
    if (problem) return refused(problem);
  }
  return { ok: true, value: texts.data };
}

/** A group to rank that is of another size than the campaign's own would tell what it is. Questions of a qualification may. */
export function isOfUsualSize(
  { kind, purpose, texts }: Pick<GoldDraft, "kind" | "purpose" | "texts">,
  candidatesPerPrompt: number,
): boolean {
  return kind !== "rank" || purpose !== "gold" || rankGroups(candidatesPerPrompt).includes(texts.length);
}

/** How many samples a task of a kind shows, at least and at most. */
function textsShown(kind: TaskKind, options: unknown): readonly [number, number] {
  if (kind === "rank") return [2, mostRanked];
  if (kind === "prefer") return [2, 2];
  if (kind === "edit" && editOptionsSchema.parse(options).mode === "answer") return [0, 0];
  return [1, 1];
}

function refused(code: (typeof goldProblems)[number]): { ok: false; code: string } {
  return { ok: false, code };
}
