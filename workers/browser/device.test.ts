import { afterEach, expect, test, vi } from "vitest";
import { findGpu } from "#workers/browser/device.ts";

afterEach(() => vi.unstubAllGlobals());

const limits = { maxBufferSize: 2 ** 31, maxStorageBufferBindingSize: 2 ** 30 };
const real = {
  features: new Set(["shader-f16", "timestamp-query"]),
  limits,
  info: { vendor: "nvidia", architecture: "ampere", device: "", description: "" },
};

function withAdapter(requestAdapter: () => Promise<unknown>): void {
  vi.stubGlobal("navigator", { gpu: { requestAdapter } });
}

test("a browser without WebGPU, without an adapter, or whose request fails has none", async () => {
  vi.stubGlobal("navigator", {});
  expect(await findGpu()).toBeNull();
  withAdapter(async () => null);
  expect(await findGpu()).toBeNull();
  withAdapter(() => Promise.reject(new Error("blocked by the driver list")));
  expect(await findGpu()).toBeNull();
});

test("an adapter says its name, whether it computes in half precision, and how much a buffer holds", async () => {
  withAdapter(async () => real);
  expect(await findGpu()).toEqual({
    name: "nvidia ampere",
    isSoftware: false,
    hasF16: true,
    maxBufferBytes: 2 ** 31,
    maxBindingBytes: 2 ** 30,
  });
  withAdapter(async () => ({ ...real, features: new Set(), info: { ...real.info, description: "GeForce RTX 3060" } }));
  expect(await findGpu()).toMatchObject({ name: "GeForce RTX 3060", hasF16: false });
});

test("an adapter of software is told by what it says, in whichever place", async () => {
  const said = [
    { isFallbackAdapter: true },
    { info: { ...real.info, isFallbackAdapter: true } },
    { info: { ...real.info, vendor: "google", architecture: "swiftshader" } },
    { info: { ...real.info, description: "llvmpipe (LLVM 15.0.6, 256 bits)" } },
  ];
  for (const part of said) {
    withAdapter(async () => ({ ...real, ...part }));
    expect(await findGpu()).toMatchObject({ isSoftware: true });
  }
});
