// A bare loop over onnxruntime-web, in the runtime's file that transformers.js needs, or in the one that knows no WebGPU.
import type * as ort from "onnxruntime-web";
import { z } from "zod";
import { type BareSession, bareLoop } from "#scripts/bench/generation/bare-loop.ts";
import { answerWith } from "#scripts/bench/generation/page/asking.ts";
import { workload } from "#scripts/bench/generation/workload.ts";

const question = z.discriminatedUnion("type", [
  z.object({ type: z.literal("open"), modelUrl: z.string(), runtime: z.enum(["with WebGPU", "without WebGPU"]) }),
  z.object({ type: z.literal("run"), workload }),
]);

let session: BareSession<ort.Tensor> | null = null;

answerWith(async (data) => {
  const asked = question.parse(data);
  if (asked.type === "open") {
    const runtime =
      asked.runtime === "with WebGPU"
        ? await import("#scripts/bench/generation/page/runtime-with-webgpu.ts")
        : await import("#scripts/bench/generation/page/runtime-without-webgpu.ts");
    session = await runtime.bareSession(asked.modelUrl);
    return null;
  }
  if (!session) throw new Error("There is no session yet.");
  return bareLoop(session, asked.workload);
});
