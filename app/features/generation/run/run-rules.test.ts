import fc from "fast-check";
import { expect, test } from "vitest";
import { downloadQuestion } from "#app/features/generation/models/download-question.ts";
import { defaultSettings } from "#app/features/generation/run/generator-state.ts";
import { holdOf, shownPhase } from "#app/features/generation/run/hold.ts";
import { promptsAhead } from "#app/features/generation/run/prompts-ahead.ts";
import { recoveryFrom } from "#app/features/generation/run/recovery.ts";
import { fateOf, unknownCode } from "#app/features/generation/run/refused-call.ts";
import { retryDelayMs } from "#app/features/generation/run/retry-delay.ts";

test("pauses grow to five minutes and are spread by a quarter either way", () => {
  expect([0, 1, 2].map((attempt) => retryDelayMs(attempt, 0.5))).toEqual([2_000, 4_000, 8_000]);
  expect(retryDelayMs(40, 0.5)).toBe(300_000);
  fc.assert(
    fc.property(
      fc.nat({ max: 1_000 }),
      fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
      (attempt, jitter) => {
        const delay = retryDelayMs(attempt, jitter);
        expect(delay).toBeGreaterThanOrEqual(1_500);
        expect(delay).toBeLessThanOrEqual(375_000);
        expect(retryDelayMs(attempt + 1, jitter)).toBeGreaterThanOrEqual(delay);
      },
    ),
  );
});

test("a failed run is gone on from three times, on the processor after the graphics failed twice", () => {
  const lost = { reason: "device-lost", device: "webgpu", mostRows: 32 } as const;
  expect(recoveryFrom({ ...lost, failures: 1 })).toEqual({ kind: "restart", device: null, mostRows: 32 });
  expect(recoveryFrom({ ...lost, failures: 2 })).toEqual({ kind: "restart", device: "wasm", mostRows: 32 });
  expect(recoveryFrom({ ...lost, device: "wasm", failures: 3 })).toMatchObject({ kind: "restart", device: null });
  expect(recoveryFrom({ ...lost, failures: 4 })).toEqual({ kind: "give-up" });
});

test("without memory fewer rows are drawn together; what another try would not mend ends the run", () => {
  const full = { reason: "out-of-memory", device: "wasm", failures: 1 } as const;
  expect(recoveryFrom({ ...full, mostRows: 32 })).toMatchObject({ mostRows: 16 });
  expect(recoveryFrom({ ...full, mostRows: 1 })).toMatchObject({ mostRows: 1 });
  for (const reason of ["digest-wrong", "quota-exceeded", "call-refused", "load-failed"] as const) {
    expect(recoveryFrom({ ...full, reason, mostRows: 8 })).toEqual({ kind: "give-up" });
  }
});

test("a download is asked about where bytes cost or are many, and once it was allowed no more", () => {
  const small = { bytes: 4_000_000, isMetered: false, allowed: [] };
  expect(downloadQuestion(small)).toBeNull();
  expect(downloadQuestion({ ...small, isMetered: true })).toEqual({ kind: "metered", bytes: 4_000_000 });
  expect(downloadQuestion({ ...small, isMetered: true, bytes: 0 })).toBeNull();
  expect(downloadQuestion({ ...small, bytes: 50_000_000 })).toBeNull();
  expect(downloadQuestion({ ...small, bytes: 50_000_001 })).toMatchObject({ kind: "large-download" });
  const large = { bytes: 137_000_000, isMetered: true };
  expect(downloadQuestion({ ...large, allowed: ["large-download"] })).toMatchObject({ kind: "metered" });
  expect(downloadQuestion({ ...large, allowed: ["metered"] })).toBeNull();
});

test("the person's pause comes first, and what the browser does not tell holds nothing up", () => {
  const all = { ...defaultSettings, onlyWhileCharging: true, onlyWhileIdle: true };
  expect(holdOf(true, all, { isCharging: false, isIdle: false })).toBe("paused");
  expect(holdOf(false, all, { isCharging: false, isIdle: false })).toBe("waiting-for-power");
  expect(holdOf(false, all, { isCharging: true, isIdle: false })).toBe("waiting-for-idle");
  expect(holdOf(false, all, { isCharging: null, isIdle: null })).toBeNull();
  expect(holdOf(false, defaultSettings, { isCharging: false, isIdle: false })).toBeNull();
});

test("what the server can't answer now is tried later, what it will never take is let go, the rest is the person's", () => {
  const call = (status: number, code = "some-code", retryAfterSeconds: number | null = null) =>
    fateOf({ status, code, retryAfterSeconds });
  expect([0, 500, 503, 408].map((status) => call(status))).toEqual(Array(4).fill("later"));
  expect([call(404, "not-found"), call(409, "dtype-mismatch")]).toEqual(["never", "never"]);
  expect([call(401), call(429)]).toEqual(["person", "person"]);
  expect([call(429, "rate-limited", 60), call(429, "rate-limited", 40_000)]).toEqual(["later", "person"]);
});

test("a post that is too large is never lost, nor one that something else than our server refused", () => {
  const call = (status: number, code: string) => fateOf({ status, code, retryAfterSeconds: null });
  expect([call(413, unknownCode), call(413, "too-large"), call(400, "bad-request")]).toEqual(Array(3).fill("smaller"));
  expect([400, 404, 409].map((status) => call(status, unknownCode))).toEqual(Array(3).fill("later"));
});

test("a slow device holds two prompts, a fast one as many as a member may, and nobody more than are wanted", () => {
  const slow = { tokensPerSecond: 4, candidates: 4, maxNewTokens: 96, samplesLeft: Number.POSITIVE_INFINITY };
  expect(promptsAhead(slow)).toBe(2);
  expect(promptsAhead({ ...slow, tokensPerSecond: 1_500 })).toBe(8);
  expect(promptsAhead({ ...slow, tokensPerSecond: 50 })).toBe(3);
  expect(promptsAhead({ ...slow, tokensPerSecond: 1_500, samplesLeft: 5 })).toBe(2);
  expect(promptsAhead({ ...slow, samplesLeft: 1 })).toBe(1);
});

test("a hold stands in front of writing and waiting, and lets loading and ending go on", () => {
  for (const phase of ["working", "waiting", "waiting-for-network"] as const) {
    expect(shownPhase(phase, "paused")).toBe("paused");
    expect(shownPhase(phase, null)).toBe(phase);
  }
  for (const phase of ["loading", "asking", "restarting", "stopping", "failed", "idle"] as const) {
    expect(shownPhase(phase, "waiting-for-power")).toBe(phase);
  }
});
