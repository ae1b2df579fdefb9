import { expect, test } from "vitest";
import { nodeModel } from "#app/features/generation/engine/node-model.server.ts";
import type { ModelSession } from "#app/features/generation/engine/ort-session.ts";
import { drawAll } from "#workers/browser/draw.ts";
import { drawControl } from "#workers/browser/draw-control.ts";
import type { LoadedModel } from "#workers/browser/load-model.ts";
import type { DrawRow, FromWorker } from "#workers/browser/protocol.ts";

const params = { temperature: 0.9, topP: 0.95, topK: 50, repetitionPenalty: 1.05, maxNewTokens: 24 };
const job = 7;

function row(seed: number, content: string): DrawRow {
  return { seed, messages: [{ role: "user", content }] };
}

async function told(
  rows: Array<DrawRow>,
  onMessage: (message: FromWorker, stop: () => void) => void = () => {},
  change: (scores: Float32Array) => void = () => {},
) {
  const { session: honest, tokenizer, endTokens, model } = await nodeModel();
  const session: ModelSession = {
    ...honest,
    forward: async (step) => {
      const found = await honest.forward(step);
      change(found.logits);
      return found;
    },
  };
  const { id, revision, contextTokens } = model;
  const address = {
    id,
    revision,
    contextTokens,
    dtype: "fp32",
    source: "site",
    hubUrl: "",
    files: [],
    totalBytes: 0,
  } as const;
  const rest = { threads: 1, isStored: false, lost: new Promise<string>(() => {}) };
  const loaded: LoadedModel = { model: address, session, tokenizer, endTokens, ...rest };
  const control = drawControl();
  const messages: Array<FromWorker> = [];
  const tell = (message: FromWorker) => {
    messages.push(message);
    onMessage(message, () => control.stop(job));
  };
  await drawAll({ draw: { type: "draw", job, rows, params }, loaded, control, tell });
  return messages;
}

function rowsIn(messages: ReadonlyArray<FromWorker>) {
  return messages
    .flatMap((message) => (message.type === "row" ? [message] : []))
    .sort((left, right) => left.index - right.index);
}

test("rows of several prompts are told one by one, each as it would have been alone", async () => {
  const rows = [
    row(1, "Say thank you."),
    row(2, "Tell a story with a map."),
    row(3, "Say thank you."),
    row(4, "Why is the sea salty?"),
  ];
  const messages = await told(rows);
  const together = rowsIn(messages);
  expect(together.map(({ index }) => index)).toEqual([0, 1, 2, 3]);
  for (const [index, asked] of rows.entries()) {
    const [alone] = rowsIn(await told([asked]));
    expect(together[index]?.row.tokenIds).toEqual(alone?.row.tokenIds);
    expect(together[index]?.row.text).toBe(alone?.row.text);
    expect(together[index]?.row.logProbabilities).toHaveLength(alone?.row.tokenIds.length ?? 0);
  }
  expect(messages.at(-1)).toMatchObject({ type: "done", job });
  expect(messages.find(({ type }) => type === "rows")).toBeDefined();
});

test("a prompt that is too long costs its own rows only", async () => {
  const messages = await told([row(1, "word ".repeat(600)), row(2, "Say thank you.")]);
  expect(messages[0]).toEqual({ type: "refused-row", job, index: 0, seed: 1, code: "prompt-too-long" });
  expect(rowsIn(messages).map(({ index }) => index)).toEqual([1]);
});

test("two rows of one prompt and one seed are two rows", async () => {
  const drawn = rowsIn(await told([row(5, "Say thank you."), row(5, "Say thank you.")]));
  expect(drawn.map(({ index }) => index)).toEqual([0, 1]);
  expect(drawn[0]?.row).toEqual(drawn[1]?.row);
});

test("a stop leaves what had ended and starts no other batch", async () => {
  const rows = [row(1, "Say thank you."), row(2, "Tell a long story with a postman and a map.")];
  const messages = await told(rows, (message, stop) => message.type === "row" && stop());
  expect(rowsIn(messages).map(({ index }) => index)).toEqual([0]);
  expect(messages.at(-1)).toMatchObject({ type: "done" });
});

test("a device whose scores are no numbers fails the draw, and tells no row", async () => {
  const messages: Array<FromWorker> = [];
  const drawing = told(
    [row(1, "Say thank you.")],
    (message) => messages.push(message),
    (scores) => scores.fill(Number.NaN),
  );
  await expect(drawing).rejects.toThrow("no numbers");
  expect(rowsIn(messages)).toEqual([]);
});
