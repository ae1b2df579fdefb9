/** Why a signed message did not sign in: the codes of the public interface. */
export const signInRefusals = [
  "message-malformed",
  "nonce-missing",
  "nonce-unknown",
  "nonce-used",
  "domain-mismatch",
  "uri-mismatch",
  "chain-not-allowed",
  "statement-mismatch",
  "issued-at-out-of-range",
  "expired",
  "not-yet-valid",
  "expiration-required",
  "signature-invalid",
  "wallet-check-failed",
] as const;
export type SignInRefusal = (typeof signInRefusals)[number];

/** What an API's caller is told to do next. Pages say it in their own language, by the code. */
export const refusalMessages: Record<SignInRefusal, string> = {
  "message-malformed": "The message is not as EIP-4361 lays it out. Build it from what /api/v1/auth/nonce answers.",
  "nonce-missing": "The message has no nonce. Ask /api/v1/auth/nonce for one.",
  "nonce-unknown": "This nonce is over five minutes old or was given to another session. Ask for a new one.",
  "nonce-used": "This nonce has signed in already. Ask for a new one.",
  "domain-mismatch": "The message names another site. Use the domain that /api/v1/auth/nonce answers.",
  "uri-mismatch": "The message's URI is not of this site. Use the uri that /api/v1/auth/nonce answers.",
  "chain-not-allowed": "The message names another chain. Use the chainId that /api/v1/auth/nonce answers.",
  "statement-mismatch":
    "The message's statement is not ours. Use the one that /api/v1/auth/nonce answers, to the letter.",
  "issued-at-out-of-range":
    "The message was issued over ten minutes ago or in the future. Check the clock and sign a new one.",
  expired: "The message has expired. Sign a new one.",
  "not-yet-valid": "The message is not valid yet. Send it after its not-before time.",
  "expiration-required": "The message needs an expiration time, at most 24 hours after it was issued.",
  "signature-invalid": "The signature is not this address's for this message. Sign the message as it was sent.",
  "wallet-check-failed": "The chain could not be asked about this contract wallet. Nobody was signed in. Try again.",
};
