/**
 * Checks that transformers.js finds the ids that training used: reads lines {"prompt","answer","promptIds","answerIds"},
 * as same_ids.py writes them, from standard input.
 */
import { createInterface } from "node:readline";
import { z } from "zod";
import { loadTokenizer } from "./starter.ts";

const lineSchema = z.object({
  prompt: z.string(),
  answer: z.string(),
  promptIds: z.array(z.number()),
  answerIds: z.array(z.number()),
});
const idsSchema = z.array(z.number());

const tokenizer = await loadTokenizer();
let lines = 0;
let differing = 0;
for await (const text of createInterface({ input: process.stdin })) {
  const line = lineSchema.parse(JSON.parse(text));
  const template = { add_generation_prompt: true, return_tensor: false, return_dict: false };
  const promptIds = idsSchema.parse(tokenizer.apply_chat_template([{ role: "user", content: line.prompt }], template));
  const answerIds = tokenizer.encode(line.answer, { add_special_tokens: false });
  const back = tokenizer.decode(answerIds, { skip_special_tokens: true });
  const isSame =
    promptIds.join() === line.promptIds.join() && answerIds.join() === line.answerIds.join() && back === line.answer;
  lines += 1;
  differing += isSame ? 0 : 1;
  if (!isSame && differing <= 5) console.error(`differs: ${text}\n  ${promptIds.join()} ${answerIds.join()}`);
}
console.log(`${lines} lines, ${differing} with other ids`);
process.exitCode = differing === 0 && lines > 0 ? 0 : 1;
