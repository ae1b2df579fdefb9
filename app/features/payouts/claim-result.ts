import type { WalletProblemCode } from "#app/features/auth/eip1193.ts";

/** Why nothing was claimed. Pages say it by its code. */
export type ClaimProblem = WalletProblemCode | "nothing" | "chain-away" | "proof-away" | "stale-root" | "unconfirmed";

export type ClaimResult =
  | {
      ok: true;
      paidWei: bigint;
      /** the wallet's tokens after it, as the chain says */
      balanceWei: bigint;
      /** another epoch was accepted meanwhile, so that the proof was fetched anew */
      wasRenewed: boolean;
    }
  | { ok: false; why: ClaimProblem };
