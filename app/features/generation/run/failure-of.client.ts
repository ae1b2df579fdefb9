import { WorkerFailure } from "#app/features/generation/models/worker.client.ts";
import { CallRefused } from "#app/features/generation/run/generation-api.client.ts";
import type { Failure } from "#app/features/generation/run/generator-state.ts";

/** What went wrong, in the page's words. */
export function failureOf(error: unknown): Failure {
  if (error instanceof WorkerFailure) return { reason: error.code, detail: error.message };
  if (error instanceof CallRefused) {
    return error.code === "offline" ? { reason: "offline" } : { reason: "call-refused", code: error.code };
  }
  if (error instanceof DOMException && error.name === "QuotaExceededError") return { reason: "quota-exceeded" };
  return { reason: "run-failed", detail: error instanceof Error ? error.message : String(error) };
}
