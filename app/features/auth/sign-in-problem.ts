import { type WalletProblemCode, walletProblemOf } from "#app/features/auth/eip1193.ts";
import type { SignInRefusal } from "#app/features/auth/sign-in-refusals.ts";

/** What a person is told when signing in did not work; several codes of ours call for the same sentence. */
export type SignInProblem =
  | WalletProblemCode
  | "too-late"
  | "other-message"
  | "signature-invalid"
  | "wallet-check-failed"
  | "rate-limited"
  | "unreachable";

const sentences: Record<SignInRefusal, SignInProblem> = {
  "message-malformed": "other-message",
  "nonce-missing": "other-message",
  "nonce-unknown": "too-late",
  "nonce-used": "too-late",
  "domain-mismatch": "other-message",
  "uri-mismatch": "other-message",
  "chain-not-allowed": "other-message",
  "statement-mismatch": "other-message",
  "issued-at-out-of-range": "too-late",
  expired: "too-late",
  "not-yet-valid": "too-late",
  "expiration-required": "other-message",
  "signature-invalid": "signature-invalid",
  "wallet-check-failed": "wallet-check-failed",
};

/** Thrown by the page's half of signing in, when the site did not take the signed message or could not be asked. */
export class SignInRefused extends Error {
  constructor(readonly code: SignInRefusal | "rate-limited" | "unreachable") {
    super(code);
    this.name = "SignInRefused";
  }
}

export function signInProblemOf(error: unknown): SignInProblem {
  if (!(error instanceof SignInRefused)) return walletProblemOf(error);
  return error.code === "rate-limited" || error.code === "unreachable" ? error.code : sentences[error.code];
}
