// One line of an import of prompts: `{ "prompt" }` or `{ "messages" }`, with `language` where the campaign has several.
import { messagesSchema, type PromptDraft } from "#app/features/campaigns/draft.ts";
import { textProblem, textProblems } from "#app/features/campaigns/plain-text.ts";

export const longestPrompt = 32_000;
export const promptColumns = ["prompt", "messages", "language"] as const;

export const promptProblems = [
  "not-json",
  "not-an-object",
  "unknown-field",
  "prompt-missing",
  "prompt-and-messages",
  "prompt-too-long",
  "messages-malformed",
  "last-message-not-user",
  "language-not-of-campaign",
  "wrong-columns",
  ...textProblems,
] as const;
export type PromptProblem = (typeof promptProblems)[number];
export type Read<Value, Problem> = { ok: true; value: Value } | { ok: false; code: Problem };

/** @param languages the campaign's; a line that names none has the first */
export function promptOfJson(text: string, languages: ReadonlyArray<string>): Read<PromptDraft, PromptProblem> {
  const parsed = jsonOf(text);
  if (parsed === undefined) return refused("not-json");
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) return refused("not-an-object");
  return promptOf(new Map<string, unknown>(Object.entries(parsed)), languages);
}

/** One row of CSV under its header; a `messages` column holds JSON. Empty fields are as if they were not there. */
export function promptOfRow(
  columns: ReadonlyArray<string>,
  fields: ReadonlyArray<string>,
  languages: ReadonlyArray<string>,
): Read<PromptDraft, PromptProblem> {
  if (fields.length !== columns.length) return refused("wrong-columns");
  const values = new Map<string, unknown>();
  for (const [index, column] of columns.entries()) if (fields[index]) values.set(column, fields[index]);
  const messages = values.get("messages");
  if (typeof messages !== "string") return promptOf(values, languages);
  const parsed = jsonOf(messages);
  return parsed === undefined ? refused("not-json") : promptOf(values.set("messages", parsed), languages);
}

/** @returns undefined for what is no JSON */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Under its names `prompt` or `messages`, and `language`; another name is a problem. */
export function promptOf(
  line: ReadonlyMap<string, unknown>,
  languages: ReadonlyArray<string>,
): Read<PromptDraft, PromptProblem> {
  const [prompt, messages, language = languages[0]] = promptColumns.map((column) => line.get(column));
  if ([...line.keys()].some((key) => !promptColumns.some((column) => column === key))) return refused("unknown-field");
  const wanted = languages.find((known) => known === language);
  if (wanted === undefined) return refused("language-not-of-campaign");
  if (prompt !== undefined && messages !== undefined) return refused("prompt-and-messages");
  if (messages === undefined) return ofPrompt(prompt, wanted);
  const parsed = messagesSchema.safeParse(messages);
  return parsed.success ? ofMessages(parsed.data, wanted) : refused("messages-malformed");
}

function ofPrompt(prompt: unknown, language: string): Read<PromptDraft, PromptProblem> {
  const content = typeof prompt === "string" ? prompt.trim() : "";
  if (content === "") return refused("prompt-missing");
  if (content.length > longestPrompt) return refused("prompt-too-long");
  return ofMessages([{ role: "user", content }], language);
}

function ofMessages(messages: PromptDraft["messages"], language: string): Read<PromptDraft, PromptProblem> {
  if (messages.at(-1)?.role !== "user") return refused("last-message-not-user");
  for (const { content } of messages) {
    const problem = textProblem(content);
    if (problem) return refused(problem);
  }
  return { ok: true, value: { messages, language } };
}

function refused(code: PromptProblem): { ok: false; code: PromptProblem } {
  return { ok: false, code };
}
