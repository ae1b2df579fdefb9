import fc from "fast-check";
import { expect, test } from "vitest";
import { type DecodedRow, type DecodeRequest, decodeRows, type Watch } from "#app/features/generation/engine/decode.ts";
import type { RowGroup } from "#app/features/generation/engine/row-groups.ts";
import type { SamplingParams } from "#app/features/generation/engine/sampler.ts";
import { tinySession } from "#app/features/generation/engine/tiny-runtime.ts";

const vocabulary = 12;
const session = tinySession({ vocabulary, type: "float32", canKeepLast: false });
const endTokens: ReadonlySet<number> = new Set([0]);
const letters = (tokenIds: ReadonlyArray<number>) => tokenIds.map((token) => "·abcdefghijk"[token] ?? "").join("");

const tokenOf = fc.integer({ min: 0, max: vocabulary - 1 });
const seedOf = fc.integer({ min: 0, max: 0xffffffff });
const groupsOf = fc.integer({ min: 1, max: 6 }).chain((length) =>
  fc.array(
    fc.record({
      promptTokens: fc.array(tokenOf, { minLength: length, maxLength: length }),
      seeds: fc.array(seedOf, { minLength: 1, maxLength: 5 }),
    }),
    { minLength: 1, maxLength: 4 },
  ),
);
const paramsOf: fc.Arbitrary<SamplingParams> = fc.record({
  temperature: fc.double({ min: 0, max: 2, noNaN: true }),
  topP: fc.double({ min: 0.1, max: 1, noNaN: true }),
  topK: fc.integer({ min: 0, max: vocabulary }),
  repetitionPenalty: fc.double({ min: 1, max: 1.5, noNaN: true }),
  maxNewTokens: fc.integer({ min: 1, max: 24 }),
});

function requestOf(groups: ReadonlyArray<RowGroup>, params: SamplingParams): DecodeRequest {
  return { groups, params, endTokens, contextTokens: 40, textOf: letters };
}

function decode(groups: ReadonlyArray<RowGroup>, params: SamplingParams, watch: Watch = {}) {
  return decodeRows(session, requestOf(groups, params), watch);
}

async function decodeAlone(
  { promptTokens, seed }: { promptTokens: ReadonlyArray<number>; seed: number },
  params: SamplingParams,
) {
  const [row] = await decode([{ promptTokens, seeds: [seed] }], params);
  return row;
}

test("a row is the same alone and in company, whatever prompts and seeds stand beside it", async () => {
  await fc.assert(
    fc.asyncProperty(groupsOf, paramsOf, async (groups, params) => {
      const together = await decode(groups, params);
      const places = groups.flatMap(({ promptTokens, seeds }, group) =>
        seeds.map((seed) => ({ promptTokens, seed, group })),
      );
      expect(together.map(({ group, seed }) => ({ group, seed }))).toEqual(
        places.map(({ group, seed }) => ({ group, seed })),
      );
      for (const [index, place] of places.entries()) {
        expect(together[index]).toEqual({ ...(await decodeAlone(place, params)), group: place.group });
      }
    }),
  );
});

test("a row is the same wherever it stands in the batch", async () => {
  await fc.assert(
    fc.asyncProperty(groupsOf, paramsOf, async (groups, params) => {
      const forwards = await decode(groups, params);
      const backwards = await decode(
        groups.map(({ promptTokens, seeds }) => ({ promptTokens, seeds: seeds.toReversed() })).toReversed(),
        params,
      );
      const renamed = backwards.toReversed().map((row) => ({ ...row, group: groups.length - 1 - row.group }));
      expect(renamed).toEqual(forwards);
    }),
  );
});

test("graphs in half precision, that keep the last scores alone, or that read a prompt in parts, draw the same", async () => {
  await fc.assert(
    fc.asyncProperty(groupsOf, paramsOf, async (groups, params) => {
      const expected = await decode(groups, params);
      for (const form of [
        { type: "float16", canKeepLast: false },
        { type: "float32", canKeepLast: true },
        { type: "float32", canKeepLast: false, mostLogits: 2 * vocabulary },
      ] as const) {
        const other = tinySession({ vocabulary, ...form });
        // Twice, since a session learns the size of its vocabulary at its first pass.
        for (const _run of [1, 2]) expect(await decodeRows(other, requestOf(groups, params))).toEqual(expected);
      }
    }),
    { numRuns: 30 },
  );
});

test("a row ends at its first end token, or at its limit", async () => {
  await fc.assert(
    fc.asyncProperty(groupsOf, paramsOf, async (groups, params) => {
      const limit = Math.min(params.maxNewTokens, 40 - (groups[0]?.promptTokens.length ?? 0));
      for (const { tokenIds, logProbabilities, finishReason } of await decode(groups, params)) {
        const end = tokenIds.findIndex((token) => endTokens.has(token));
        expect(finishReason).toBe(end < 0 ? "length" : "stop");
        expect(tokenIds).toHaveLength(end < 0 ? limit : end + 1);
        expect(logProbabilities).toHaveLength(tokenIds.length);
        for (const logProbability of logProbabilities) expect(logProbability).toBeLessThanOrEqual(0);
      }
    }),
  );
});

test("a row ends with the token with which its text first contains a stop string", async () => {
  const stopOf = fc.array(fc.stringMatching(/^[a-d]{1,2}$/), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(groupsOf, paramsOf, stopOf, async (groups, params, stop) => {
      const whole = await decode(groups, params);
      const stopped = await decode(groups, { ...params, stop });
      expect(stopped).toEqual(whole.map((row) => cutAtStop(row, stop)));
    }),
  );
});

function cutAtStop(row: DecodedRow, stop: ReadonlyArray<string>): DecodedRow {
  const end = row.tokenIds.findIndex((_token, at) =>
    stop.some((text) => letters(row.tokenIds.slice(0, at + 1)).includes(text)),
  );
  if (end < 0) return row;
  const upTo = <Item>(items: ReadonlyArray<Item>) => items.slice(0, end + 1);
  return { ...row, tokenIds: upTo(row.tokenIds), logProbabilities: upTo(row.logProbabilities), finishReason: "stop" };
}

test("every row is told once, as soon as it has ended", async () => {
  await fc.assert(
    fc.asyncProperty(groupsOf, paramsOf, async (groups, params) => {
      const told: Array<DecodedRow> = [];
      const lengths: Array<number> = [];
      let steps = 0;
      const rows = await decode(groups, params, {
        onRowDone: (row) => {
          told.push(row);
          lengths.push(row.tokenIds.length - steps);
        },
        onStep: () => steps++,
      });
      expect(new Set(told.map((row) => JSON.stringify(row)))).toEqual(new Set(rows.map((row) => JSON.stringify(row))));
      expect(told).toHaveLength(rows.length);
      expect(lengths.every((ahead) => ahead === 1)).toBe(true);
    }),
  );
});

test("a loop that is stopped ends within a token and gives back what had ended", async () => {
  const tokens = fc.integer({ min: 0, max: 24 });
  await fc.assert(
    fc.asyncProperty(groupsOf, paramsOf, tokens, async (groups, params, stopAfter) => {
      const whole = await decode(groups, params);
      let steps = 0;
      const rows = await decode(groups, params, { onStep: () => steps++, isStopped: () => steps >= stopAfter });
      expect(steps).toBeLessThanOrEqual(stopAfter);
      expect(rows).toEqual(whole.filter(({ tokenIds }) => tokenIds.length <= stopAfter));
    }),
  );
});

test("prompts of unequal length never share a batch, and a prompt leaves room for an answer", async () => {
  const params: SamplingParams = { temperature: 1, topP: 1, topK: 0, repetitionPenalty: 1, maxNewTokens: 4 };
  const unequal = [
    { promptTokens: [1, 2], seeds: [1] },
    { promptTokens: [1, 2, 3], seeds: [2] },
  ];
  await expect(decode(unequal, params)).rejects.toThrow("equally long");
  await expect(decode([{ promptTokens: Array(40).fill(1), seeds: [1] }], params)).rejects.toThrow("room");
});
