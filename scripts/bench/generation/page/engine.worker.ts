// Our decode loop without the worker's protocol: what that costs is seen beside it.
import { type ModelSession, modelSession } from "#app/features/generation/engine/ort-session.ts";
import { decoded } from "#scripts/bench/generation/engine.ts";
import { answerQuestions } from "#scripts/bench/generation/page/asking.ts";
import { bareSession, tensorsOf } from "#scripts/bench/generation/page/bare-runtime.ts";

let session: ModelSession | null = null;

answerQuestions({
  open: async ({ modelUrl }) => {
    const bare = await bareSession(modelUrl);
    session = modelSession({ ...bare, run: (feeds) => bare.run(tensorsOf(feeds)) });
  },
  run: (asked) => {
    if (!session) throw new Error("There is no session yet.");
    return decoded(session, asked);
  },
});
