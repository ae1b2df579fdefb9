// The bench's own workers open a model and run workloads, one question after the other.
import { z } from "zod";
import { type Workload, workload } from "#scripts/bench/generation/workload.ts";

const settings = z.object({ modelId: z.string(), modelUrl: z.string() });
type Settings = z.infer<typeof settings>;

const question = z.discriminatedUnion("type", [
  z.object({ type: z.literal("open"), settings }),
  z.object({ type: z.literal("run"), workload }),
]);
type Question = z.infer<typeof question>;

const tokenRows = z.array(z.array(z.number()));
const reply = z.union([z.object({ error: z.string() }), z.object({ rows: tokenRows })]);
type Reply = z.infer<typeof reply>;

type Answers = {
  open: (settings: Settings) => Promise<void>;
  run: (asked: Workload) => Promise<Array<Array<number>>>;
};

/** The next question waits for the answer of this one. */
export function ask(worker: Worker, asked: Question): Promise<Array<Array<number>>> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<unknown>) => {
      const parsed = reply.parse(data);
      if ("error" in parsed) reject(new Error(parsed.error));
      else resolve(parsed.rows);
    };
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(asked);
  });
}

export function answerQuestions(answers: Answers): void {
  async function rowsFor(asked: Question): Promise<Array<Array<number>>> {
    if (asked.type === "run") return answers.run(asked.workload);
    await answers.open(asked.settings);
    return [];
  }
  const tell = (answer: Reply) => self.postMessage(answer);
  self.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    rowsFor(question.parse(data)).then(
      (rows) => tell({ rows }),
      (error: unknown) => tell({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  });
}
