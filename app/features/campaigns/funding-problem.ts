import type { WalletProblemCode } from "#app/features/auth/eip1193.ts";

export type FundingProblem = WalletProblemCode | "too-few-tokens" | "unconfirmed" | "reverted";
export type FundingStep = "connecting" | "signing" | "sending" | "confirming";

/** Why money did not go out. `code` is said in the visitor's language. */
export class FundingStopped extends Error {
  constructor(readonly code: FundingProblem) {
    super(code);
  }
}
