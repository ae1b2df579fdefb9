// Everything that must hold of a sign-in message before its signature is looked at. The siwe library parses and matches the
// signature; it checks neither the chain, nor the URI, nor the age of a message, nor a nonce that is not there.
import { SiweMessage } from "siwe";
import { longestSessionMs } from "#app/features/auth/sign-in-message.ts";
import type { SignInRefusal } from "#app/features/auth/sign-in-refusals.ts";

const oldestMs = 10 * 60_000;
/** How far a member's clock may run ahead of ours. */
const skewMs = 2 * 60_000;

export type Expected = { siteOrigin: string; chainId: number; statement: string; now: Date };
export type CheckedMessage = { siwe: SiweMessage; address: string; nonce: string; expiresAt: Date };

type Checked = { ok: true; message: CheckedMessage } | { ok: false; why: SignInRefusal };

export function checkSignIn(text: string, expected: Expected): Checked {
  const siwe = parsed(text);
  if (!siwe) return { ok: false, why: isWithoutNonce(text) ? "nonce-missing" : "message-malformed" };
  if (!siwe.nonce) return { ok: false, why: "nonce-missing" };

  const why = refusalOfPlace(siwe, expected) ?? refusalOfTime(siwe, expected.now);
  if (why) return { ok: false, why };
  const expiresAt = new Date(siwe.expirationTime ?? 0);
  return { ok: true, message: { siwe, address: siwe.address, nonce: siwe.nonce, expiresAt } };
}

function parsed(text: string): SiweMessage | null {
  try {
    return new SiweMessage(text);
  } catch {
    return null;
  }
}

function isWithoutNonce(text: string): boolean {
  return / wants you to sign in with your Ethereum account:\n/.test(text) && !/^Nonce: \S/m.test(text);
}

function refusalOfPlace(siwe: SiweMessage, { siteOrigin, chainId, statement }: Expected): SignInRefusal | null {
  const site = new URL(siteOrigin);
  if (siwe.domain !== site.host) return "domain-mismatch";
  if (siwe.scheme && `${siwe.scheme}:` !== site.protocol) return "domain-mismatch";
  if (!URL.canParse(siwe.uri) || new URL(siwe.uri).origin !== site.origin) return "uri-mismatch";
  if (siwe.chainId !== chainId) return "chain-not-allowed";
  if (siwe.statement !== statement) return "statement-mismatch";
  return null;
}

/** A time that can't be read is NaN, and no comparison with NaN holds: each is written so that it must hold. */
function refusalOfTime(siwe: SiweMessage, now: Date): SignInRefusal | null {
  const issuedMs = Date.parse(siwe.issuedAt ?? "");
  const ageMs = now.getTime() - issuedMs;
  if (!(ageMs <= oldestMs && ageMs >= -skewMs)) return "issued-at-out-of-range";

  if (!siwe.expirationTime) return "expiration-required";
  const expiresMs = Date.parse(siwe.expirationTime);
  if (!(expiresMs - issuedMs <= longestSessionMs)) return "expiration-required";
  if (!(expiresMs > now.getTime())) return "expired";

  if (siwe.notBefore && !(Date.parse(siwe.notBefore) <= now.getTime())) return "not-yet-valid";
  return null;
}
