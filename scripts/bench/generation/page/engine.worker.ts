// Our decode loop and session without the worker's protocol: what that costs is seen beside it.
import { type ModelSession, modelSession } from "#app/features/generation/engine/ort-session.ts";
import { decoded } from "#scripts/bench/generation/engine.ts";
import { answerQuestions } from "#scripts/bench/generation/page/asking.ts";
import { openRuntime } from "#workers/browser/runtime.ts";

let session: ModelSession | null = null;

answerQuestions({
  open: async ({ modelUrl }) => {
    const open = await openRuntime({ device: "wasm", threads: 1 }, () => undefined);
    const graph = new Uint8Array(await (await fetch(modelUrl)).arrayBuffer());
    session = modelSession((await open({ graph, externalData: [], layers: () => 0 })).runtime);
  },
  run: (asked) => {
    if (!session) throw new Error("There is no session yet.");
    return decoded(session, asked);
  },
});
