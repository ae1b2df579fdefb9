// The cookie holds a random id and the database its SHA-256, so that who reads the database can't become anybody.
import { createHash, randomBytes } from "node:crypto";
import { type Cookie, createCookie } from "@remix-run/node";
import { env } from "#app/lib/env.server.ts";

const idForm = /^[A-Za-z0-9_-]{43}$/;

function sessionCookie(): Cookie {
  const isSecure = env().SITE_ORIGIN.startsWith("https:");
  // Browsers take the __Host- prefix only with Secure, which plain http://localhost can't have.
  return createCookie(isSecure ? "__Host-praca" : "praca", {
    path: "/",
    httpOnly: true,
    sameSite: "lax",
    secure: isSecure,
  });
}

export function newSessionId(): string {
  return randomBytes(32).toString("base64url");
}

export function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/** The hash under which the request's session would be stored; null without a well-formed cookie. */
export async function sessionHashOf(request: Request): Promise<string | null> {
  const id: unknown = await sessionCookie()
    .parse(request.headers.get("Cookie"))
    .catch(() => null);
  return typeof id === "string" && idForm.test(id) ? hashOf(id) : null;
}

export function cookieOf(sessionId: string, expiresAt: Date): Promise<string> {
  return sessionCookie().serialize(sessionId, { expires: expiresAt });
}

export function cookieRemoval(): Promise<string> {
  return sessionCookie().serialize("", { expires: new Date(0), maxAge: 0 });
}
