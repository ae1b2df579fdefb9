import fc from "fast-check";
import { expect, test } from "vitest";
import { samplesRequestSchema } from "#app/features/generation/api.ts";
import { countSamples, type KeptRow, requestsOf } from "#app/features/generation/run/kept-rows.ts";

function kept(seed: number, change: Partial<KeptRow> = {}): KeptRow {
  return {
    ...{ address: "0x", leaseId: "lease", seed, step: 0, tokenIds: [1, 2], logProbabilities: [-0.5, -1], text: "t" },
    ...{ sampleText: "t", finishReason: "stop", tokensPerSecond: 9, backend: "wasm", dtype: "fp32", ...change },
  };
}

test("steps travel with the sample that they led to, in their order; an unfinished sample stays", () => {
  const rows = [
    kept(1, { step: 1, text: "b", sampleText: null }),
    kept(1, { step: 2, text: "c", sampleText: "a b c" }),
    kept(1, { step: 0, text: "a", sampleText: null }),
    kept(2, { sampleText: null }),
  ];
  expect(countSamples(rows)).toBe(1);
  const [request, ...others] = requestsOf(rows);
  expect(others).toEqual([]);
  expect(request?.samples).toMatchObject([{ seed: 1, text: "a b c", steps: [{ text: "a" }, { text: "b" }] }]);
});

test("what was drawn on two devices is two requests, and no more go into one than are taken", () => {
  const many = Array.from({ length: 40 }, (_, seed) => kept(seed));
  const requests = requestsOf([...many, kept(50, { backend: "webgpu", device: "A GPU" })]);
  expect(requests.map(({ backend, samples }) => [backend, samples.length])).toEqual([
    ["wasm", 32],
    ["wasm", 8],
    ["webgpu", 1],
  ]);
});

test("no request is larger than a server takes, and a sample that is larger goes alone", () => {
  const long = (seed: number, tokens: number) => {
    const tokenIds = Array<number>(tokens).fill(31_999);
    return kept(seed, {
      tokenIds,
      logProbabilities: tokenIds.map((_, at) => -at / 7),
      sampleText: "ã".repeat(tokens * 3),
    });
  };
  const rows = [...Array.from({ length: 32 }, (_, seed) => long(seed, 1_024)), long(40, 4_096 * 4), kept(41)];
  const requests = requestsOf(rows);
  expect(requests.flatMap(({ samples }) => samples.map(({ seed }) => seed))).toEqual(rows.map(({ seed }) => seed));
  const large = requests.filter((request) => Buffer.byteLength(JSON.stringify(request)) > 300_000);
  expect(large.map(({ samples }) => samples.map(({ seed }) => seed))).toEqual([[40]]);
});

test("a figure that the interface does not take is brought within its bounds, and one that is missing is left out", () => {
  const [request] = requestsOf([
    kept(1, { logProbabilities: [Number.NEGATIVE_INFINITY, 1e-4] }),
    kept(2, { logProbabilities: [] }),
    kept(3, { logProbabilities: [-1.23456789, -0.000001] }),
  ]);
  const sent = request?.samples.map(({ logProbabilities }) => logProbabilities);
  expect(sent).toEqual(
    [[-1e6, 0], undefined, [-1.23457, 0]].map((values) => values?.map((value) => expect.closeTo(value, 9))),
  );
});

test("every whole sample is in exactly one request, and every request is one that the interface takes", () => {
  const row = fc.record({
    leaseId: fc.constantFrom("one", "two", "three"),
    backend: fc.constantFrom("wasm" as const, "webgpu" as const),
    isWhole: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 120 }), (many) => {
      const rows = many.map(({ leaseId, backend, isWhole }, seed) =>
        kept(seed, { leaseId, backend, sampleText: isWhole ? "t" : null }),
      );
      const requests = requestsOf(rows);
      for (const request of requests) expect(samplesRequestSchema.safeParse(request).success).toBe(true);
      const sent = requests.flatMap(({ leaseId, samples }) => samples.map(({ seed }) => `${leaseId}:${seed}`));
      const whole = rows.filter(({ sampleText }) => sampleText !== null);
      expect(sent.toSorted()).toEqual(whole.map(({ leaseId, seed }) => `${leaseId}:${seed}`).toSorted());
    }),
  );
});
