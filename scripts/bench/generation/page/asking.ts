// A worker of the bench answers one message after the other, with `{ answer }` or `{ error }`.
import { z } from "zod";

const reply = z.union([z.object({ error: z.string() }), z.object({ answer: z.unknown() })]);

/** @returns what the worker answers; the next question waits until then */
export function ask(worker: Worker, question: unknown): Promise<unknown> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<unknown>) => {
      const parsed = reply.parse(data);
      if ("error" in parsed) reject(new Error(parsed.error));
      else resolve(parsed.answer);
    };
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(question);
  });
}

export function answerWith(answer: (question: unknown) => Promise<unknown>): void {
  self.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    answer(data).then(
      (value) => self.postMessage({ answer: value ?? null }),
      (error: unknown) =>
        self.postMessage({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  });
}
