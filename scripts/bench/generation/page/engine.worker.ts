// Our decode loop without the worker's protocol: what that costs is seen beside it.
import { z } from "zod";
import { type ModelSession, modelSession, type OrtRuntime } from "#app/features/generation/ort-session.ts";
import { decoded } from "#scripts/bench/generation/engine.ts";
import { answerWith } from "#scripts/bench/generation/page/asking.ts";
import { bareSession, tensorsOf } from "#scripts/bench/generation/page/runtime-with-webgpu.ts";
import { workload } from "#scripts/bench/generation/workload.ts";

const question = z.discriminatedUnion("type", [
  z.object({ type: z.literal("open"), modelUrl: z.string() }),
  z.object({ type: z.literal("run"), workload }),
]);

let session: ModelSession | null = null;

answerWith(async (data) => {
  const asked = question.parse(data);
  if (asked.type === "open") {
    session = modelSession(await sessionOf(asked.modelUrl));
    return null;
  }
  if (!session) throw new Error("There is no session yet.");
  return decoded(session, asked.workload);
});

async function sessionOf(modelUrl: string): Promise<OrtRuntime> {
  const bare = await bareSession(modelUrl);
  return { ...bare, run: (feeds) => bare.run(tensorsOf(feeds)) };
}
