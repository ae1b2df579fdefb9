// The decode loop: one prompt, several rows, each with its own seed. The prompt is read once and its memory copied to every row.
import type { Cache, ModelSession } from "#app/features/generation/ort-session.ts";
import { drawToken, type SamplingParams } from "#app/features/generation/sampler.ts";
import { invariant } from "#app/lib/invariant.ts";
import { type SeededRandom, seededRandom } from "#app/lib/seeded-random.ts";

export type DecodeRequest = {
  promptTokens: ReadonlyArray<number>;
  /** One a row, uint32. */
  seeds: ReadonlyArray<number>;
  params: SamplingParams;
  /** Tokens that end a row. */
  endTokens: ReadonlySet<number>;
  /** How many tokens the model can hold, the prompt's included. */
  contextTokens: number;
};

export type DecodedRow = {
  seed: number;
  /** All that was drawn; a row that stopped by itself ends with the token that ended it. */
  tokenIds: Array<number>;
  finishReason: "stop" | "length";
};

export type RowSoFar = { seed: number; tokenIds: ReadonlyArray<number>; isDone: boolean };

export type Watch = {
  /** After each step, with every row as it stands. */
  onStep?: (rows: ReadonlyArray<RowSoFar>) => void;
  /** Asked before each step; `true` ends the loop within a token. */
  isStopped?: () => boolean | Promise<boolean>;
};

type Row = DecodedRow & { random: SeededRandom; seen: Set<number>; isDone: boolean };

/** How many tokens a row may have: what the campaign allows, and what the model can still hold. */
export function tokenLimit({
  promptTokens,
  params,
  contextTokens,
}: Pick<DecodeRequest, "promptTokens" | "params" | "contextTokens">): number {
  return Math.min(params.maxNewTokens, contextTokens - promptTokens.length);
}

/**
 * Draws every row to its end.
 * @returns one a seed, in the order of `seeds`; only those that ended by themselves or by length when it was stopped
 */
export async function decodeRows(
  session: ModelSession,
  request: DecodeRequest,
  watch: Watch = {},
): Promise<Array<DecodedRow>> {
  const limit = tokenLimit(request);
  invariant(request.promptTokens.length > 0 && request.seeds.length > 0, "there is a prompt and a row to draw");
  invariant(limit > 0, "the prompt leaves room for an answer");
  const rows = request.seeds.map((seed) => newRow(seed, request.promptTokens));

  const prompt = await session.forward({ rows: [request.promptTokens], past: 0, cache: session.emptyCache(1) });
  const first = prompt.logits.slice(-prompt.vocabulary);
  let live = rows;
  for (const row of live) extend(row, first, request);
  let cache = await session.select(
    prompt.cache,
    rows.map(() => 0),
  );

  for (let length = 1; length < limit; length++) {
    watch.onStep?.(rows);
    if (await watch.isStopped?.()) break;
    ({ live, cache } = await withoutDone(session, live, cache));
    if (live.length === 0) break;

    const past = request.promptTokens.length + length - 1;
    const step = await session.forward({ rows: live.map((row) => [row.tokenIds.at(-1) ?? 0]), past, cache });
    cache = step.cache;
    live.forEach((row, index) => {
      if (!row.isDone)
        extend(row, step.logits.subarray(index * step.vocabulary, (index + 1) * step.vocabulary), request);
    });
  }
  watch.onStep?.(rows);
  session.dispose(cache);

  return rows
    .filter((row) => row.isDone || row.tokenIds.length === limit)
    .map(({ seed, tokenIds, isDone }) => ({ seed, tokenIds, finishReason: isDone ? "stop" : "length" }));
}

function newRow(seed: number, promptTokens: ReadonlyArray<number>): Row {
  const seen = new Set(promptTokens);
  return { seed, tokenIds: [], finishReason: "length", random: seededRandom(seed), seen, isDone: false };
}

function extend(row: Row, logits: Float32Array, { params, endTokens }: DecodeRequest): void {
  const { token } = drawToken(logits, row, params);
  row.tokenIds.push(token);
  row.seen.add(token);
  row.isDone = endTokens.has(token);
}

/** Ended rows ride along until they are half of the batch: dropping them copies the others' memory. */
async function withoutDone(session: ModelSession, live: Array<Row>, cache: Cache) {
  const kept = live.flatMap((row, index) => (row.isDone ? [] : [index]));
  if (kept.length === 0) return { live: [], cache };
  if (kept.length * 2 > live.length) return { live, cache };
  return { live: kept.flatMap((index) => live[index] ?? []), cache: await session.select(cache, kept) };
}
