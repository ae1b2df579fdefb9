import { Wallet } from "ethers";
import { expect, test, vi } from "vitest";
import { findMember, requireMember, requireRole } from "#app/features/auth/session.server.ts";
import { cookieOf, hashOf, newSessionId } from "#app/features/auth/session-cookie.server.ts";
import { signOut } from "#app/features/auth/sign-in.server.ts";
import { db } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";

// The settings are read while the imports run.
const { reviewer } = vi.hoisted(() => {
  const reviewer = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
  process.env.REVIEWERS = `0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC, ${reviewer.toLowerCase()}`;
  return { reviewer };
});

async function sessionOf(address: string | null, lifeMs = 60_000): Promise<string> {
  const id = newSessionId();
  const expiresAt = new Date(Date.now() + lifeMs);
  if (address) await db().member.upsert({ where: { address }, create: { address }, update: {} });
  await db().session.create({ data: { idHash: hashOf(id), address, expiresAt } });
  return id;
}

async function requestWith(sessionId: string, init: RequestInit = {}): Promise<Request> {
  const [cookie = ""] = (await cookieOf(sessionId, new Date())).split(";");
  const headers = new Headers(init.headers);
  headers.set("Cookie", cookie);
  return new Request(`${env().SITE_ORIGIN}/api/v1/anything`, { ...init, headers });
}

/** Status and code of what a guard throws. */
async function refusalOf(guard: Promise<unknown>): Promise<string> {
  const thrown: unknown = await guard.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(thrown instanceof Response)) return "let in";
  return `${thrown.status} ${(await thrown.json()).error.code}`;
}

test("the cookie is out of reach of scripts and of other sites", async () => {
  const cookie = await cookieOf(newSessionId(), new Date());
  expect(cookie).toMatch(/^praca=.*; Path=\/; .*HttpOnly; SameSite=Lax$/);
});

test("a live session is its member's", async () => {
  const { address } = Wallet.createRandom();
  const request = await requestWith(await sessionOf(address));
  expect(await findMember(request)).toMatchObject({ address, roles: [] });
});

test("no session, one that waits for a sign-in, one that is over and one that never was: nobody", async () => {
  const { address } = Wallet.createRandom();
  expect(await findMember(new Request(env().SITE_ORIGIN))).toBeNull();
  expect(await findMember(await requestWith(await sessionOf(null)))).toBeNull();
  expect(await findMember(await requestWith(await sessionOf(address, -1)))).toBeNull();
  expect(await findMember(await requestWith(newSessionId()))).toBeNull();
  expect(await findMember(new Request(env().SITE_ORIGIN, { headers: { Cookie: "praca=%%%" } }))).toBeNull();
  expect(await refusalOf(requireMember(await requestWith(newSessionId())))).toBe("401 sign-in-required");
});

test("a write needs our origin, whoever is signed in", async () => {
  const id = await sessionOf(Wallet.createRandom().address);
  const from = (origin: string | null) =>
    requestWith(id, { method: "POST", headers: origin === null ? {} : { Origin: origin } });
  expect(await refusalOf(requireMember(await from(null)))).toBe("403 origin-mismatch");
  expect(await refusalOf(requireMember(await from("https://evil.example")))).toBe("403 origin-mismatch");
  expect(await refusalOf(requireMember(await from(env().SITE_ORIGIN)))).toBe("let in");
});

test("a listed address is a reviewer; to another there is nothing here", async () => {
  const listed = await requestWith(await sessionOf(reviewer));
  expect((await requireRole(listed, "reviewer")).roles).toEqual(["reviewer"]);
  const other = await requestWith(await sessionOf(Wallet.createRandom().address));
  expect(await refusalOf(requireRole(other, "reviewer"))).toBe("404 not-found");
});

test("after signing out the session is gone from the server", async () => {
  const id = await sessionOf(Wallet.createRandom().address);
  await signOut(hashOf(id));
  expect(await findMember(await requestWith(id))).toBeNull();
  expect(await db().session.findUnique({ where: { idHash: hashOf(id) } })).toBeNull();
});
