import { type WalletProblemCode, walletProblems } from "#app/features/auth/eip1193.ts";

export const fundingProblems = [...walletProblems, "too-few-tokens", "unconfirmed", "reverted"] as const;
export type FundingProblem = WalletProblemCode | "too-few-tokens" | "unconfirmed" | "reverted";
export type FundingStep = "connecting" | "signing" | "sending" | "confirming";

/** Why money did not go out. `code` is said in the visitor's language. */
export class FundingStopped extends Error {
  constructor(readonly code: FundingProblem) {
    super(code);
  }
}
