// One draw: rows of any prompts, those of equally long prompts side by side, each told as soon as it has ended.
import { plainText, readPrompt, rowText } from "#app/features/generation/engine/chat.ts";
import { decodeRows, type RowSoFar } from "#app/features/generation/engine/decode.ts";
import { type GroupOf, groupsOfRows } from "#app/features/generation/engine/row-groups.ts";
import { beforeStop, type TextOf } from "#app/features/generation/engine/stop-strings.ts";
import { invariant } from "#app/lib/invariant.ts";
import type { DrawControl } from "#workers/browser/draw-control.ts";
import { growingText } from "#workers/browser/growing-text.ts";
import type { LoadedModel } from "#workers/browser/load-model.ts";
import type { FromWorker, GrowingRow, ToWorker } from "#workers/browser/protocol.ts";

type Draw = Extract<ToWorker, { type: "draw" }>;
type Tell = (message: FromWorker) => void;
type RowToDraw = { index: number; seed: number; promptTokens: ReadonlyArray<number> };
type Drawing = { draw: Draw; loaded: LoadedModel; control: DrawControl; tell: Tell };
/** Tokens of the whole draw, over all its batches, and how fast they come: on the whole, and since it was asked last. */
type Pace = { tokens: number; speed: () => number; speedNow: () => number };

/** How often the rows so far are told. */
const tellEveryMs = 150;
const mostRows = 32;

export async function drawAll(drawing: Drawing): Promise<void> {
  const { draw, control, tell } = drawing;
  const pace = paceOf(control);
  for (const batch of groupsOfRows(readableRows(drawing), mostRows)) {
    const isStopped = await drawBatch(drawing, batch, pace);
    if (isStopped) break;
  }
  tell({ type: "done", job: draw.job, tokensPerSecond: pace.speed() });
}

function paceOf(control: DrawControl): Pace {
  const now = () => performance.now() - control.pausedMs();
  const started = now();
  let last = { tokens: 0, at: started };
  const pace: Pace = {
    tokens: 0,
    speed: () => (1_000 * pace.tokens) / Math.max(1, now() - started),
    speedNow: () => {
      const before = last;
      last = { tokens: pace.tokens, at: now() };
      return (1_000 * (last.tokens - before.tokens)) / Math.max(1, last.at - before.at);
    },
  };
  return pace;
}

/** A prompt that the template or the context refuses costs its own rows only. */
function readableRows({ draw, loaded, tell }: Drawing): Array<RowToDraw> {
  const { contextTokens } = loaded.model;
  return draw.rows.flatMap(({ seed, messages }, index) => {
    const prompt = readPrompt(loaded.tokenizer, { messages, contextTokens });
    if (prompt.ok) return [{ index, seed, promptTokens: prompt.tokens }];
    tell({ type: "refused-row", job: draw.job, index, seed, code: prompt.why });
    return [];
  });
}

async function drawBatch(
  { draw, loaded, control, tell }: Drawing,
  groups: Array<GroupOf<RowToDraw>>,
  pace: Pace,
): Promise<boolean> {
  const { job, params } = draw;
  const { session, tokenizer, endTokens, model } = loaded;
  const textOf: TextOf = (tokenIds) => plainText(tokenizer, tokenIds);
  const toIndex = indexesOf(groups);
  const toGrowing = growingRows(groups, textOf, params.stop);
  const before = pace.tokens;
  let toldAt = 0;
  let isStopped = false;

  await decodeRows(
    session,
    { groups, params, endTokens, contextTokens: model.contextTokens, textOf },
    {
      onStep: (rows) => {
        pace.tokens = before + rows.reduce((sum, { tokenIds }) => sum + tokenIds.length, 0);
        if (performance.now() - toldAt < tellEveryMs) return;
        toldAt = performance.now();
        tell({ type: "rows", job, rows: toGrowing(rows), tokensPerSecond: pace.speedNow() });
      },
      onRowDone: ({ group, ...drawn }) => {
        if (!drawn.logProbabilities.every(Number.isFinite)) throw new Error("The model's scores are no numbers.");
        const text = rowText(tokenizer, drawn.tokenIds, params.stop);
        tell({ type: "row", job, index: toIndex(group, drawn.seed), row: { ...drawn, text } });
      },
      isStopped: async () => {
        isStopped = await control.between(job, pace.tokens);
        return isStopped;
      },
    },
  );
  return isStopped;
}

/** Which row of the draw has ended; rows of one prompt and one seed are alike, so any of them that is left will do. */
function indexesOf(groups: Array<GroupOf<RowToDraw>>): (group: number, seed: number) => number {
  const left = groups.map(({ rows }) => [...rows]);
  return (group, seed) => {
    const rows = left[group] ?? [];
    const at = rows.findIndex((row) => row.seed === seed);
    const [row] = rows.splice(at, 1);
    invariant(at >= 0 && row, "a row that ends was asked for");
    return row.index;
  };
}

/** Rows in the order of groups and their seeds → those that still grow, with their texts so far. */
function growingRows(groups: Array<GroupOf<RowToDraw>>, textOf: TextOf, stop: ReadonlyArray<string> | undefined) {
  const rows = groups.flatMap((group) => group.rows.map(({ index }) => ({ index, textSoFar: growingText(textOf) })));
  return (current: ReadonlyArray<RowSoFar>): Array<GrowingRow> =>
    current.flatMap(({ seed, tokenIds, isDone }, at) => {
      const row = rows[at];
      if (isDone || !row) return [];
      const text = beforeStop(row.textSoFar(tokenIds), stop).trimStart();
      return [{ index: row.index, seed, tokens: tokenIds.length, text }];
    });
}
