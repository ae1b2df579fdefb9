// Which of the worker's codes an error means. Runtimes and drivers say it in words only, and each in its own.
import { FileProblem } from "#workers/browser/model-download.ts";
import type { FailureCode } from "#workers/browser/protocol.ts";

const lost =
  /device (?:is |was |has been )?lost|lost (?:the )?device|device_lost|external instance reference|instance dropped/i;
const outOfMemory =
  /out of memory|out_of_memory|bad_alloc|allocation failed|failed to allocate|could(?: not|n't) allocate|not enough memory|aborted\(oom\)|memory limit/i;

/** @param otherwise the code of an error that says nothing of these */
export function failureOf(error: unknown, otherwise: FailureCode): { code: FailureCode; message: string } {
  const message = error instanceof Error ? error.message : String(error);
  return { code: codeOf(error, message) ?? otherwise, message };
}

function codeOf(error: unknown, message: string): FailureCode | null {
  if (error instanceof FileProblem) return error.code;
  if (lost.test(message)) return "device-lost";
  if (outOfMemory.test(message)) return "out-of-memory";
  return null;
}
