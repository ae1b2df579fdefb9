import { z } from "zod";
import type { Gpu } from "#workers/browser/protocol.ts";

const adapterSchema = z.object({
  isFallbackAdapter: z.boolean().optional(),
  features: z.custom<{ has: (name: string) => boolean }>((value) => isSetLike(value)),
  limits: z.object({ maxBufferSize: z.number(), maxStorageBufferBindingSize: z.number() }),
  info: z
    .object({
      vendor: z.string(),
      architecture: z.string(),
      description: z.string(),
      device: z.string(),
      isFallbackAdapter: z.boolean().optional(),
    })
    .partial()
    .optional(),
});

type GpuAccess = { requestAdapter: () => Promise<unknown> };

/** The adapter that WebGPU would run on; null where there is none, which `navigator.gpu` alone does not say. */
export async function findGpu(): Promise<Gpu | null> {
  const found = await gpuAccess()
    ?.requestAdapter()
    .catch(() => null);
  const adapter = adapterSchema.safeParse(found);
  if (!found || !adapter.success) return null;
  const { info, isFallbackAdapter, features, limits } = adapter.data;
  const parts = [info?.vendor, info?.architecture, info?.device];
  const name = info?.description || parts.filter(Boolean).join(" ");
  const isSoftware =
    (isFallbackAdapter ?? info?.isFallbackAdapter ?? false) || /swiftshader|llvmpipe/i.test(JSON.stringify(info));
  return {
    name,
    isSoftware,
    hasF16: features.has("shader-f16"),
    maxBufferBytes: limits.maxBufferSize,
    maxBindingBytes: limits.maxStorageBufferBindingSize,
  };
}

function gpuAccess(): GpuAccess | null {
  const gpu: unknown = "gpu" in navigator ? navigator.gpu : null;
  return isGpuAccess(gpu) ? gpu : null;
}

function isGpuAccess(value: unknown): value is GpuAccess {
  return typeof value === "object" && value !== null && "requestAdapter" in value;
}

function isSetLike(value: unknown): boolean {
  return typeof value === "object" && value !== null && "has" in value && typeof value.has === "function";
}
