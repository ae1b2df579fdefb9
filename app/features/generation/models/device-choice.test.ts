import fc from "fast-check";
import { expect, test } from "vitest";
import { devicePlan, raceWinner, threadsFor } from "#app/features/generation/models/device-choice.ts";

const gpu = { isSoftware: false, maxBufferBytes: 2 ** 31, maxBindingBytes: 2 ** 30 };
const files = {
  fp32: [{ path: "onnx/model.onnx", bytes: 5_000_000 }],
  q8: [{ path: "onnx/model_quantized.onnx", bytes: 9 }],
};
const dtypes = { webgpu: "fp32", wasm: "q8" } as const;
const question = { choice: null, gpu, files, dtypes, remembered: null, isRaceFree: true };

test("two devices that can run the model are raced, and what was found is remembered", () => {
  expect(devicePlan(question)).toEqual({ devices: ["webgpu", "wasm"], why: "raced" });
  expect(devicePlan({ ...question, remembered: "wasm" })).toEqual({ devices: ["wasm"], why: "remembered" });
});

test("no race downloads the weights twice", () => {
  expect(devicePlan({ ...question, isRaceFree: false })).toEqual({ devices: ["webgpu"], why: "gpu-not-raced" });
});

test("without a graphics processor, or with one of software, the processor runs it", () => {
  expect(devicePlan({ ...question, gpu: null })).toEqual({ devices: ["wasm"], why: "only-wasm" });
  const software = { ...gpu, isSoftware: true };
  expect(devicePlan({ ...question, gpu: software, remembered: "webgpu" })).toEqual({
    devices: ["wasm"],
    why: "gpu-software",
  });
});

test("an adapter whose buffers cannot hold half of the model is not offered, whatever is remembered", () => {
  for (const small of [{ maxBufferBytes: 2_499_999 }, { maxBindingBytes: 2_499_999 }]) {
    const plan = devicePlan({ ...question, gpu: { ...gpu, ...small }, remembered: "webgpu" });
    expect(plan).toEqual({ devices: ["wasm"], why: "gpu-too-small" });
  }
  expect(devicePlan({ ...question, gpu: { ...gpu, maxBindingBytes: 2_500_000 } }).why).toBe("raced");
});

test("what the person chose is taken, whatever is there", () => {
  for (const choice of ["webgpu", "wasm"] as const) {
    expect(devicePlan({ ...question, choice, gpu: null, remembered: "wasm" })).toEqual({
      devices: [choice],
      why: "chosen",
    });
  }
});

test("the faster device wins in whatever order they arrive, the processor on a tie", () => {
  const speed = fc.integer({ min: 0, max: 5 });
  fc.assert(
    fc.property(speed, speed, (onGpu, onProcessor) => {
      const race = [
        { device: "webgpu", tokensPerSecond: onGpu },
        { device: "wasm", tokensPerSecond: onProcessor },
      ] as const;
      const winner = onGpu > onProcessor ? "webgpu" : "wasm";
      expect([raceWinner(race), raceWinner([...race].reverse())]).toEqual([winner, winner]);
    }),
  );
  expect(raceWinner([])).toBeNull();
  expect(raceWinner([{ device: "webgpu", tokensPerSecond: 0 }])).toBe("webgpu");
});

test("only isolated pages get threads, a large model four at most, a small one two and half the cores", () => {
  const isolated = { isIsolated: true, cores: 16 };
  expect(threadsFor(135_000_000, isolated)).toBe(4);
  expect(threadsFor(135_000_000, { isIsolated: true, cores: 2 })).toBe(2);
  expect(threadsFor(135_000_000, { isIsolated: false, cores: 16 })).toBe(1);
  expect(threadsFor(1_900_000, isolated)).toBe(2);
  expect(threadsFor(1_900_000, { isIsolated: true, cores: 2 })).toBe(1);
  expect(threadsFor(1_900_000, { isIsolated: false, cores: 16 })).toBe(1);
});
