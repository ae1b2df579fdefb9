// The decode loop: rows of one or several equally long prompts, each with its own seed. Every prompt is read once, all in one
// pass, and its memory copied to its rows.
import type { Cache, ModelSession, Scores } from "#app/features/generation/engine/ort-session.ts";
import type { RowGroup } from "#app/features/generation/engine/row-groups.ts";
import { drawToken, type SamplingParams } from "#app/features/generation/engine/sampler.ts";
import { endsInStop, type TextOf } from "#app/features/generation/engine/stop-strings.ts";
import { invariant } from "#app/lib/invariant.ts";
import { type SeededRandom, seededRandom } from "#app/lib/seeded-random.ts";

export type DecodeRequest = {
  /** Prompts of equal length, each with the seeds (uint32) of its rows. */
  groups: ReadonlyArray<RowGroup>;
  params: SamplingParams;
  /** Tokens that end a row. */
  endTokens: ReadonlySet<number>;
  /** How many tokens the model can hold, the prompt's included. */
  contextTokens: number;
  /** Asked only where `params` has stop strings. */
  textOf?: TextOf;
};

export type DecodedRow = {
  /** The index of the row's group in the request. */
  group: number;
  seed: number;
  /** All that was drawn; a row that stopped by itself ends with the token that ended it. */
  tokenIds: Array<number>;
  /** Of each drawn token among those that were kept, in nats. */
  logProbabilities: Array<number>;
  finishReason: "stop" | "length";
};

export type RowSoFar = { group: number; seed: number; tokenIds: ReadonlyArray<number>; isDone: boolean };

export type Watch = {
  /** After each step, with every row as it stands, in the order of groups and their seeds. */
  onStep?: (rows: ReadonlyArray<RowSoFar>) => void;
  /** As soon as a row has ended. */
  onRowDone?: (row: DecodedRow) => void;
  /** Asked before each step; `true` ends the loop within a token. */
  isStopped?: () => boolean | Promise<boolean>;
};

type Row = DecodedRow & { random: SeededRandom; seen: Set<number>; isDone: boolean };

/** The rows that `cache` remembers, and the steps of rows that had ended since it was last selected from. */
type Batch = { live: ReadonlyArray<Row>; cache: Cache; wasted: number };

/** How many tokens a row may have: what the campaign allows, and what the model can still hold. */
export function tokenLimit({
  promptTokens,
  params,
  contextTokens,
}: Pick<DecodeRequest, "params" | "contextTokens"> & Pick<RowGroup, "promptTokens">): number {
  return Math.min(params.maxNewTokens, contextTokens - promptTokens.length);
}

/**
 * Draws every row to its end.
 * @returns one a seed, in the order of groups and their seeds; only those that have ended when it was stopped
 */
export async function decodeRows(
  session: ModelSession,
  request: DecodeRequest,
  watch: Watch = {},
): Promise<Array<DecodedRow>> {
  const { prompts, length, limit } = sizesOf(request);
  const rows = request.groups.flatMap(({ seeds, promptTokens }, group) =>
    seeds.map((seed) => newRow({ group, seed, promptTokens })),
  );
  const extend = (row: Row, logits: Float32Array) => {
    extendRow(row, logits, { request, limit });
    if (row.isDone) watch.onRowDone?.(decodedRow(row));
  };
  if (await watch.isStopped?.()) return [];

  const prompt = await readPrompts(session, prompts);
  for (const row of rows) extend(row, lastLogits(prompt, prompts.length, row.group));
  watch.onStep?.(rows);
  const live = rows.filter((row) => !row.isDone);
  const groups = live.map((row) => row.group);
  let batch: Batch = { live, cache: await session.select(prompt.cache, groups), wasted: 0 };

  for (let past = length; batch.live.some((row) => !row.isDone); past++) {
    if (await watch.isStopped?.()) break;
    batch = await withoutEnded(session, batch);
    const lastTokens = batch.live.map((row) => [row.tokenIds.at(-1) ?? 0]);
    const step = await session.forward({ rows: lastTokens, past, cache: batch.cache });
    batch.cache = step.cache;
    for (const [index, row] of batch.live.entries()) {
      if (!row.isDone) extend(row, lastLogits(step, batch.live.length, index));
    }
    watch.onStep?.(rows);
  }
  session.dispose(batch.cache);
  return rows.filter((row) => row.isDone).map(decodedRow);
}

function readPrompts(session: ModelSession, prompts: ReadonlyArray<ReadonlyArray<number>>) {
  return session.forward({ rows: prompts, past: 0, cache: session.emptyCache(prompts.length), isLastOnly: true });
}

function sizesOf(request: DecodeRequest) {
  const prompts = request.groups.map(({ promptTokens }) => promptTokens);
  const [first = []] = prompts;
  invariant(first.length > 0 && request.groups.every(({ seeds }) => seeds.length > 0), "there is a prompt and a row");
  invariant(
    prompts.every(({ length }) => length === first.length),
    "prompts that share a batch are equally long",
  );
  const limit = tokenLimit({ ...request, promptTokens: first });
  invariant(limit > 0, "the prompt leaves room for an answer");
  invariant(!request.params.stop?.length || request.textOf, "stop strings need the text of tokens");
  return { prompts, length: first.length, limit };
}

function newRow({ group, seed, promptTokens }: { group: number; seed: number } & Pick<RowGroup, "promptTokens">): Row {
  const own = { tokenIds: [], logProbabilities: [], finishReason: "length" as const, isDone: false };
  return { group, seed, ...own, random: seededRandom(seed), seen: new Set(promptTokens) };
}

type Bounds = { request: DecodeRequest; limit: number };

function extendRow(row: Row, logits: Float32Array, { request, limit }: Bounds): void {
  const { params, endTokens, textOf } = request;
  const { token, logProbability } = drawToken(logits, row, params);
  row.tokenIds.push(token);
  row.logProbabilities.push(logProbability);
  row.seen.add(token);
  const isStopped = endTokens.has(token) || (textOf && endsInStop(row.tokenIds, params.stop ?? [], textOf));
  if (isStopped) row.finishReason = "stop";
  row.isDone = isStopped || row.tokenIds.length === limit;
}

function lastLogits({ logits, vocabulary }: Scores, rows: number, row: number): Float32Array {
  const end = (logits.length / rows) * (row + 1);
  return logits.subarray(end - vocabulary, end);
}

function decodedRow({ group, seed, tokenIds, logProbabilities, finishReason }: Row): DecodedRow {
  return { group, seed, tokenIds, logProbabilities, finishReason };
}

/** Rows that have ended leave as soon as what they wasted outweighs the copying of the others' memory. */
async function withoutEnded(session: ModelSession, { live, cache, wasted }: Batch): Promise<Batch> {
  const kept = live.flatMap((row, index) => (row.isDone ? [] : [index]));
  const waste = wasted + live.length - kept.length;
  if (waste === 0 || waste < kept.length * session.selectSteps(cache)) return { live, cache, wasted: waste };
  return { live: live.filter((row) => !row.isDone), cache: await session.select(cache, kept), wasted: 0 };
}
