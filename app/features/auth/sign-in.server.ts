// From a nonce to a session. A nonce is stored hashed, belongs to the session that asked for it, and signs in once.
import { randomBytes } from "node:crypto";
import { contractWalletCheck } from "#app/features/auth/contract-wallet.server.ts";
import { hashOf, newSessionId } from "#app/features/auth/session-cookie.server.ts";
import { type CheckedMessage, checkSignIn } from "#app/features/auth/sign-in-check.ts";
import { nonceLifeMs, signInStatement } from "#app/features/auth/sign-in-message.ts";
import type { SignInRefusal } from "#app/features/auth/sign-in-refusals.ts";
import { getSiteChain } from "#app/features/auth/site-chain.server.ts";
import { db, inTransaction, type Transaction } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";

export type NonceOffer = {
  nonce: string;
  domain: string;
  uri: string;
  chainId: number;
  statement: string;
  expiresAt: Date;
};

/** A new nonce for the session of that hash, or for a new one (whose id goes into the cookie) when that is not live. */
export async function createNonce(sessionHash: string | null, now: Date) {
  const { chainId } = await getSiteChain();
  const session = await sessionForNonce(sessionHash, now);
  const nonce = randomBytes(16).toString("hex");
  const expiresAt = new Date(now.getTime() + nonceLifeMs);
  await db().authNonce.create({ data: { nonceHash: hashOf(nonce), sessionIdHash: session.idHash, expiresAt } });

  const { host, origin } = new URL(env().SITE_ORIGIN);
  const offer: NonceOffer = { nonce, domain: host, uri: origin, chainId, statement: signInStatement, expiresAt };
  return { offer, newSession: session.newId ? { id: session.newId, expiresAt: session.expiresAt } : null };
}

type Attempt = { message: string; signature: string; sessionHash: string | null; now: Date };
type Entered = { ok: true; address: string; expiresAt: Date; sessionId: string } | { ok: false; why: SignInRefusal };

/** Checks a signed message and, when all holds, ends the session it was asked in and begins a new one. */
export async function signIn({ message, signature, sessionHash, now }: Attempt): Promise<Entered> {
  const { chainId } = await getSiteChain();
  const expected = { siteOrigin: env().SITE_ORIGIN, chainId, statement: signInStatement, now };
  const checked = checkSignIn(message, expected);
  if (!checked.ok) return checked;

  const why =
    (await spendNonce(checked.message.nonce, sessionHash, now)) ??
    (await refusalOfSignature(checked.message, signature, now));
  if (why) return { ok: false, why };

  const { address, expiresAt } = checked.message;
  const sessionId = newSessionId();
  await inTransaction(async (tx) => {
    await tx.member.upsert({ where: { address }, create: { address }, update: {} });
    if (sessionHash) await endSession(tx, sessionHash, now);
    await tx.session.create({ data: { idHash: hashOf(sessionId), address, expiresAt } });
    await tx.session.deleteMany({ where: { expiresAt: { lt: new Date(now.getTime() - 2 * nonceLifeMs) } } });
  });
  return { ok: true, address, expiresAt, sessionId };
}

export async function signOut(sessionHash: string | null): Promise<void> {
  if (sessionHash) await db().session.deleteMany({ where: { idHash: sessionHash } });
}

/** Ended, not deleted: that a nonce of its was used stays known as long as it would have lived. */
async function endSession(tx: Transaction, idHash: string, now: Date): Promise<void> {
  await tx.session.updateMany({ where: { idHash }, data: { address: null, expiresAt: now } });
  await tx.authNonce.deleteMany({ where: { sessionIdHash: idHash, usedAt: null } });
}

async function sessionForNonce(sessionHash: string | null, now: Date) {
  const known = sessionHash ? await db().session.findUnique({ where: { idHash: sessionHash } }) : null;
  // A member who signs in again keeps the session until then; one that waits for a sign-in must outlive the nonce.
  const leastMs = known?.address ? 0 : nonceLifeMs;
  if (known && known.expiresAt.getTime() - now.getTime() > leastMs) {
    return { idHash: known.idHash, newId: null, expiresAt: known.expiresAt };
  }
  const newId = newSessionId();
  const expiresAt = new Date(now.getTime() + 2 * nonceLifeMs);
  await db().session.create({ data: { idHash: hashOf(newId), expiresAt } });
  return { idHash: hashOf(newId), newId, expiresAt };
}

/** Marks the nonce used by one statement, so that of many callers at once one alone is let on. */
async function spendNonce(nonce: string, sessionHash: string | null, now: Date): Promise<SignInRefusal | null> {
  if (!sessionHash) return "nonce-unknown";
  const own = { nonceHash: hashOf(nonce), sessionIdHash: sessionHash };
  const used = await db().authNonce.updateManyAndReturn({
    where: { ...own, usedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now },
  });
  if (used.length === 1) return null;
  const known = await db().authNonce.findFirst({ where: { ...own, usedAt: { not: null } } });
  return known ? "nonce-used" : "nonce-unknown";
}

async function refusalOfSignature(
  { siwe, address, nonce }: CheckedMessage,
  signature: string,
  now: Date,
): Promise<SignInRefusal | null> {
  const byKey = { signature, domain: siwe.domain, nonce, time: now.toISOString() };
  // A key's signature is 64 or 65 bytes; siwe prints an error for what it can't recover an address from.
  if (/^0x([0-9a-f]{2}){64,65}$/i.test(signature)) {
    const answer = await siwe.verify(byKey, { suppressExceptions: true });
    if (answer.success) return null;
  }
  const check = await contractWalletCheck({ address, message: siwe.prepareMessage(), signature });
  if (check === "valid") return null;
  return check === "invalid" ? "signature-invalid" : "wallet-check-failed";
}
