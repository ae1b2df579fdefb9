import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { drawSamples } from "./drawn.ts";
import { loadStarter, modelFolder, readPrompts } from "./starter.ts";

const manifestSchema = z.object({
  revision: z.string().regex(/^[0-9a-f]{12}$/),
  files: z.array(z.object({ path: z.string(), bytes: z.number(), sha256: z.string() })).min(6),
});

test("the manifest names every file by its digest, and the folder is 8 MB at most", async () => {
  const manifest = manifestSchema.parse(JSON.parse(await readFile(join(modelFolder, "manifest.json"), "utf8")));
  for (const file of manifest.files) {
    const data = await readFile(join(modelFolder, file.path));
    expect([file.path, data.length]).toEqual([file.path, file.bytes]);
    expect(createHash("sha256").update(data).digest("hex")).toBe(file.sha256);
  }
  const lines = manifest.files.map((file) => `${file.sha256}  ${file.path}\n`).join("");
  expect(createHash("sha256").update(lines).digest("hex").slice(0, 12)).toBe(manifest.revision);

  const own = await stat(join(modelFolder, "manifest.json"));
  expect(manifest.files.reduce((sum, file) => sum + file.bytes, own.size)).toBeLessThanOrEqual(8_000_000);
});

test("one prompt and one random stream give the same samples, and the likeliest answer to a sum is a sum", async () => {
  const { session, shape, tokenizer } = await loadStarter();
  const ids = z
    .array(z.number())
    .parse(
      tokenizer.apply_chat_template(
        [{ role: "user", content: "Emma has 4 apples and buys 3 more. How many apples does Emma have now?" }],
        { add_generation_prompt: true, return_tensor: false, return_dict: false },
      ),
    );
  const settings = { rows: 2, temperature: 0, maxTokens: 64, random: () => 0.5 };
  const [first, second] = await drawSamples(session, shape, ids, settings);
  expect(first).toEqual(second);
  expect(first?.hasEnded).toBe(true);
  expect(tokenizer.decode(first?.ids ?? [], { skip_special_tokens: true })).toContain("4 + 3 = 7");
});

test("every family has held-out prompts in every language, and none twice", async () => {
  const prompts = await readPrompts();
  expect(new Set(prompts.map((prompt) => `${prompt.family} ${prompt.language}`)).size).toBe(24);
  expect(new Set(prompts.map((prompt) => prompt.messages[0]?.content)).size).toBe(prompts.length);
});
