// A bare loop over onnxruntime-web: the ceiling.
import type * as ort from "onnxruntime-web";
import { type BareSession, bareLoop } from "#scripts/bench/generation/bare-loop.ts";
import { answerQuestions } from "#scripts/bench/generation/page/asking.ts";
import { bareSession } from "#scripts/bench/generation/page/bare-runtime.ts";

let session: BareSession<ort.Tensor> | null = null;

answerQuestions({
  open: async ({ modelUrl }) => {
    session = await bareSession(modelUrl);
  },
  run: (asked) => {
    if (!session) throw new Error("There is no session yet.");
    return bareLoop(session, asked);
  },
});
