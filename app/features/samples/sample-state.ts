import { assertNever } from "#app/lib/invariant.ts";

/** Why a sample is not paid. */
export const sampleReasons = ["empty", "duplicate", "near-duplicate", "replay-failed"] as const;
export type SampleReason = (typeof sampleReasons)[number];

export type SampleState = "submitted" | "accepted" | "suspect" | "rejected";
export type SampleEvent =
  | { kind: "passed" }
  | { kind: "suspected" }
  /** `isUnseen`: nobody has seen that it is a true draw of its slot. */
  | { kind: "failed"; reason: SampleReason; isUnseen?: true };

/** The state after an event, or null when the sample is decided already: what is decided stays so. */
export function nextSampleState(state: SampleState, event: SampleEvent): SampleState | null {
  if (state === "accepted" || state === "rejected") return null;
  switch (event.kind) {
    case "passed":
      return "accepted";
    case "suspected":
      return "suspect";
    case "failed":
      return "rejected";
    default:
      return assertNever(event);
  }
}

/**
 * Whether a rejected sample uses its slot up. A slot's seed never changes, so what an honest draw gave (nothing, or a text that
 * is there already) would come again; a forgery says nothing about the slot, nor does what may be one, and somebody else may draw it.
 */
export function spendsSlot({ reason, isUnseen = false }: { reason: SampleReason; isUnseen?: boolean }): boolean {
  return reason !== "replay-failed" && !isUnseen;
}
