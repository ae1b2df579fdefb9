import { expect, test } from "vitest";
import { plainText, promptTokens, rowText } from "#app/features/generation/engine/chat.ts";
import { decodeRows } from "#app/features/generation/engine/decode.ts";
import { drawRows, nodeModel } from "#app/features/generation/engine/node-model.server.ts";

const params = { temperature: 0.9, topP: 0.95, topK: 40, repetitionPenalty: 1.1, maxNewTokens: 40 };
const messages = [{ role: "user" as const, content: "Write a packing list for a day at the beach." }];

test("a row is the same alone and among others", async () => {
  const seeds = [11, 12, 13, 14, 15, 16];
  const together = await drawRows({ messages, seeds, params });
  expect(together.map((row) => row.seed)).toEqual(seeds);
  expect(new Set(together.map((row) => row.tokenIds.join())).size).toBeGreaterThan(1);
  for (const row of together) expect(await drawRows({ messages, seeds: [row.seed], params })).toEqual([row]);
});

test("rows of equally long prompts that share a batch are those that each draws alone", async () => {
  const { session, tokenizer, endTokens, model } = await nodeModel();
  const promptOf = (content: string) => promptTokens(tokenizer, [{ role: "user", content }]);
  const groups = [
    { promptTokens: promptOf("Write a packing list for a day at the beach."), seeds: [21, 22] },
    { promptTokens: promptOf("Write a day list for a packing at the beach."), seeds: [21, 23, 24] },
  ];
  const request = { params: { ...params, stop: ["\n"] }, endTokens, contextTokens: model.contextTokens };
  const textOf = (tokenIds: ReadonlyArray<number>) => plainText(tokenizer, tokenIds);
  const together = await decodeRows(session, { ...request, groups, textOf });
  expect(together.map(({ group, seed }) => [group, seed])).toEqual([
    [0, 21],
    [0, 22],
    [1, 21],
    [1, 23],
    [1, 24],
  ]);
  for (const row of together) {
    const alone = { promptTokens: groups[row.group]?.promptTokens ?? [], seeds: [row.seed] };
    expect(await decodeRows(session, { ...request, groups: [alone], textOf })).toEqual([{ ...row, group: 0 }]);
    expect(rowText(tokenizer, row.tokenIds, ["\n"])).not.toContain("\n");
  }
});

test("a row ends at its end token or at its limit", async () => {
  const { endTokens } = await nodeModel();
  const rows = await drawRows({ messages, seeds: [1, 2, 3, 4, 5, 6, 7, 8], params: { ...params, maxNewTokens: 12 } });
  for (const { tokenIds, finishReason } of rows) {
    const endsItself = endTokens.has(tokenIds.at(-1) ?? -1);
    expect(finishReason).toBe(endsItself ? "stop" : "length");
    if (!endsItself) expect(tokenIds).toHaveLength(12);
    expect(tokenIds.slice(0, -1).some((token) => endTokens.has(token))).toBe(false);
  }
});

test("a loop that is stopped gives back only the rows that had ended", async () => {
  const { session, tokenizer, endTokens, model } = await nodeModel();
  let steps = 0;
  const rows = await decodeRows(
    session,
    {
      groups: [{ promptTokens: promptTokens(tokenizer, messages), seeds: [1, 2] }],
      params,
      endTokens,
      contextTokens: model.contextTokens,
    },
    { onStep: () => steps++, isStopped: () => steps >= 3 },
  );
  expect(steps).toBeLessThanOrEqual(4);
  for (const row of rows) expect(row.finishReason).toBe("stop");
});
