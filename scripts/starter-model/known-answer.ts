// Writes what the starter answers for certain tokens on onnxruntime-node: what a browser's device is compared with.
// Run it when the starter's files change: `npx tsx scripts/starter-model/known-answer.ts`.
import { writeFile } from "node:fs/promises";
import { promptTokens } from "#app/features/generation/engine/chat.ts";
import { nodeModel } from "#app/features/generation/engine/node-model.server.ts";

const shownTokens = 16;
const { session, tokenizer } = await nodeModel();
const tokens = promptTokens(tokenizer, [
  { role: "user", content: "Write a packing list for one day at the beach with a dog." },
]);
const { logits, vocabulary } = await session.forward({ rows: [tokens], past: 0, cache: session.emptyCache(1) });
const top = [...logits.slice(-vocabulary)]
  .map((logit, token) => ({ token, logit: Number(logit.toFixed(4)) }))
  .sort((left, right) => right.logit - left.logit)
  .slice(0, shownTokens);
const answer = { promptTokens: tokens, top };
await writeFile("app/features/generation/models/starter-answer.json", `${JSON.stringify(answer, null, 2)}\n`);
