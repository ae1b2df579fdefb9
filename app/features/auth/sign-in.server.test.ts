import { Wallet } from "ethers";
import { beforeAll, expect, test } from "vitest";
import { hashOf } from "#app/features/auth/session-cookie.server.ts";
import { createNonce, type NonceOffer, signIn } from "#app/features/auth/sign-in.server.ts";
import { nonceLifeMs, type SignInFacts, signInMessage } from "#app/features/auth/sign-in-message.ts";
import { db } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";

beforeAll(async () => {
  const contracts = { token: Wallet.createRandom().address, distributor: Wallet.createRandom().address };
  await db().deployment.create({
    data: { chainId: 31337, genesisHash: "0x", deploymentBlock: 0n, windowSeconds: 60, ...contracts },
  });
});

async function offeredTo(sessionId: string | null, now = new Date()) {
  const { offer, newSession } = await createNonce(sessionId && hashOf(sessionId), now);
  const id = newSession?.id ?? sessionId;
  if (!id) throw new Error("a nonce belongs to a session");
  return { offer, sessionId: id };
}

async function attempt(offer: NonceOffer, sessionId: string, changes: Partial<SignInFacts> = {}) {
  const wallet = Wallet.createRandom();
  const now = new Date();
  const expiresAt = new Date(now.getTime() + 3_600_000);
  const message = signInMessage({ ...offer, address: wallet.address, issuedAt: now, expiresAt, ...changes });
  return {
    address: wallet.address,
    message,
    signature: await wallet.signMessage(message),
    sessionHash: hashOf(sessionId),
    now,
  };
}

async function sessionOf(id: string) {
  return db().session.findUnique({ where: { idHash: hashOf(id) } });
}

test("the domain and the URI come from the settings", async () => {
  const { offer } = await offeredTo(null);
  expect(`http://${offer.domain}`).toBe(env().SITE_ORIGIN);
  expect(offer.uri).toBe(env().SITE_ORIGIN);
});

test("a signed message signs in with a session id that nobody knew, until the message expires", async () => {
  const { offer, sessionId } = await offeredTo(null);
  const given = await attempt(offer, sessionId);
  const entered = await signIn(given);
  if (!entered.ok) throw new Error(entered.why);

  expect(entered.address).toBe(given.address);
  expect(entered.sessionId).not.toBe(sessionId);
  expect(await sessionOf(entered.sessionId)).toMatchObject({ address: given.address, expiresAt: entered.expiresAt });
  expect(given.message).toContain(entered.expiresAt.toISOString());

  const before = await sessionOf(sessionId);
  expect(before?.address).toBeNull();
  expect(before?.expiresAt.getTime()).toBeLessThanOrEqual(Date.now());
});

test("signing in anew ends the session that was there", async () => {
  const first = await offeredTo(null);
  const entered = await signIn(await attempt(first.offer, first.sessionId));
  if (!entered.ok) throw new Error(entered.why);

  const second = await offeredTo(entered.sessionId);
  expect(second.sessionId).toBe(entered.sessionId);
  expect(await signIn(await attempt(second.offer, second.sessionId))).toMatchObject({ ok: true });
  expect((await sessionOf(entered.sessionId))?.address).toBeNull();
});

test("a nonce signs in once", async () => {
  const { offer, sessionId } = await offeredTo(null);
  const given = await attempt(offer, sessionId);
  expect(await signIn(given)).toMatchObject({ ok: true });
  expect(await signIn(given)).toEqual({ ok: false, why: "nonce-used" });
});

test("of 64 uses of one nonce at once, one signs in", async () => {
  const { offer, sessionId } = await offeredTo(null);
  const given = await attempt(offer, sessionId);
  const results = await Promise.all(Array.from({ length: 64 }, () => signIn(given)));
  expect(results.filter((result) => result.ok)).toHaveLength(1);
  expect(new Set(results.map((result) => (result.ok ? "ok" : result.why)))).toEqual(new Set(["ok", "nonce-used"]));
});

test("another session's nonce is unknown, and stays its own", async () => {
  const mine = await offeredTo(null);
  const theirs = await offeredTo(null);
  const stolen = await attempt(theirs.offer, mine.sessionId);
  expect(await signIn(stolen)).toEqual({ ok: false, why: "nonce-unknown" });
  expect(await signIn({ ...stolen, sessionHash: null })).toEqual({ ok: false, why: "nonce-unknown" });
  expect(await signIn({ ...stolen, sessionHash: hashOf(theirs.sessionId) })).toMatchObject({ ok: true });
});

test("a nonce that was never given, or over five minutes ago, is unknown", async () => {
  const { offer, sessionId } = await offeredTo(null);
  expect(await signIn(await attempt({ ...offer, nonce: "0123456789abcdef" }, sessionId))).toEqual({
    ok: false,
    why: "nonce-unknown",
  });
  const old = await offeredTo(null, new Date(Date.now() - nonceLifeMs));
  expect(await signIn(await attempt(old.offer, old.sessionId))).toEqual({ ok: false, why: "nonce-unknown" });
});

test("a message that is not ours is refused and its nonce not spent", async () => {
  const { offer, sessionId } = await offeredTo(null);
  expect(await signIn(await attempt(offer, sessionId, { chainId: 1 }))).toEqual({
    ok: false,
    why: "chain-not-allowed",
  });
  expect(await signIn(await attempt(offer, sessionId))).toMatchObject({ ok: true });
});

test("neither nonces nor session ids are stored as they are", async () => {
  const { offer, sessionId } = await offeredTo(null);
  expect(await db().authNonce.findUnique({ where: { nonceHash: offer.nonce } })).toBeNull();
  expect(await db().session.findUnique({ where: { idHash: sessionId } })).toBeNull();
});

test("when the chain can't be asked about a signature that is no key's, nobody signs in", async () => {
  const { offer, sessionId } = await offeredTo(null);
  const given = await attempt(offer, sessionId);
  const signature = await Wallet.createRandom().signMessage(given.message);
  expect(await signIn({ ...given, signature })).toEqual({ ok: false, why: "wallet-check-failed" });
  expect(await db().member.findUnique({ where: { address: given.address } })).toBeNull();
});
