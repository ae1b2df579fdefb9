import { readFile } from "node:fs/promises";
import { PreTrainedTokenizer } from "@huggingface/transformers";
import fc from "fast-check";
import { expect, test } from "vitest";
import { plainText } from "#app/features/generation/engine/chat.ts";
import { growingText } from "#workers/browser/growing-text.ts";

async function starterTokenizer(): Promise<PreTrainedTokenizer> {
  const json = async (file: string): Promise<unknown> =>
    JSON.parse(await readFile(`public/models/praca/starter/${file}`, "utf8"));
  const config = await json("tokenizer_config.json");
  return new PreTrainedTokenizer(await json("tokenizer.json"), config && typeof config === "object" ? config : {});
}

test("a text that is looked at while it grows is the text of all its tokens, wherever it is looked at", async () => {
  const tokenizer = await starterTokenizer();
  const textOf = (tokenIds: ReadonlyArray<number>) => plainText(tokenizer, tokenIds);
  const sentence = fc.string({
    unit: fc.constantFrom("a", "praça ", " céu", "🌊", "\n", " the", "ç", "."),
    minLength: 1,
  });
  fc.assert(
    fc.property(sentence, fc.array(fc.nat(60), { maxLength: 8 }), (text, looks) => {
      const tokens = tokenizer.encode(text, { add_special_tokens: false });
      const look = growingText(textOf);
      const ends = [...looks.map((end) => Math.min(end, tokens.length)).sort((left, right) => left - right)];
      for (const end of ends) expect(textOf(tokens.slice(0, end)).startsWith(look(tokens.slice(0, end)))).toBe(true);
      expect(look(tokens)).toBe(textOf(tokens));
    }),
  );
});
