import { readFile } from "node:fs/promises";
import { PreTrainedTokenizer } from "@huggingface/transformers";
import { expect, test } from "vitest";
import { promptTokens, readPrompt, rowText } from "#app/features/generation/engine/chat.ts";

const messages = [{ role: "user" as const, content: "Write a packing list for a day at the beach." }];
const contextTokens = 512;

async function starterTokenizer(change: { chat_template?: string } = {}): Promise<PreTrainedTokenizer> {
  const json = async (file: string) => JSON.parse(await readFile(`public/models/praca/starter/${file}`, "utf8"));
  const settings = { ...(await json("tokenizer_config.json")), ...change };
  return new PreTrainedTokenizer(await json("tokenizer.json"), settings);
}

test("a prompt is read as far as the answer's beginning, if it leaves room for one token", async () => {
  const tokenizer = await starterTokenizer();
  const tokens = promptTokens(tokenizer, messages);
  expect(readPrompt(tokenizer, { messages, contextTokens })).toEqual({ ok: true, tokens });
  expect(readPrompt(tokenizer, { messages, contextTokens: tokens.length + 1 })).toEqual({ ok: true, tokens });
  expect(readPrompt(tokenizer, { messages, contextTokens: tokens.length })).toEqual({
    ok: false,
    why: "prompt-too-long",
    message: `${tokens.length} of ${tokens.length} tokens`,
  });
});

test("a template that fails says so, whether it refuses the messages, is broken or writes nothing", async () => {
  const refusing = await starterTokenizer({ chat_template: "{{ raise_exception('No such message, please') }}" });
  expect(readPrompt(refusing, { messages, contextTokens })).toEqual({
    ok: false,
    why: "template-failed",
    message: "No such message, please",
  });
  for (const chat_template of ["{% if", "{{ messages[0].nothing.nothing }}", ""]) {
    const tokenizer = await starterTokenizer({ chat_template });
    expect(readPrompt(tokenizer, { messages, contextTokens })).toMatchObject({ ok: false, why: "template-failed" });
  }
});

test("the text of a row ends before its first stop string, and has neither steering tokens nor spaces around it", async () => {
  const tokenizer = await starterTokenizer();
  const tokenIds = [...tokenizer.encode("  Bread and butter\n\nTea and milk", { add_special_tokens: false }), 3];
  expect(rowText(tokenizer, tokenIds)).toBe("Bread and butter\n\nTea and milk");
  expect(rowText(tokenizer, tokenIds, ["\n\n"])).toBe("Bread and butter");
  expect(rowText(tokenizer, tokenIds, ["Tea", "and"])).toBe("Bread");
  expect(rowText(tokenizer, [])).toBe("");

  const withZero = tokenizer.encode("\u0000 Bread\u0000 and", { add_special_tokens: false });
  expect(tokenizer.decode(withZero)).toContain("\u0000");
  expect(rowText(tokenizer, withZero)).toBe("Bread and");
});
