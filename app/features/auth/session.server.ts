// Who is asking. A session is live until the expiry that its member signed, and no longer.
import { isSameAddress } from "#app/features/auth/address-form.ts";
import type { Role } from "#app/features/auth/role.ts";
import { sessionHashOf } from "#app/features/auth/session-cookie.server.ts";
import type { SignedIn } from "#app/features/auth/signed-in.ts";
import { db } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { apiError, notFound, requireOwnOrigin } from "#app/lib/http.server.ts";
import { orDatabaseAway } from "#app/lib/http-failure.server.ts";

export async function findMember(request: Request): Promise<SignedIn | null> {
  const idHash = await sessionHashOf(request);
  if (!idHash) return null;
  const session = await orDatabaseAway(() => db().session.findUnique({ where: { idHash } }));
  if (!session?.address || session.expiresAt <= new Date()) return null;
  return { address: session.address, roles: rolesOf(session.address), expiresAt: session.expiresAt };
}

/** Throws 403 `origin-mismatch` for a write from elsewhere and 401 `sign-in-required` without a session. */
export async function requireMember(request: Request): Promise<SignedIn> {
  requireOwnOrigin(request);
  const member = await findMember(request);
  if (member) return member;
  throw apiError(401, "sign-in-required", "Sign in with your wallet first, then send this again.");
}

/** As `requireMember`; who has not got the role is answered as if there were nothing here. */
export async function requireRole(request: Request, role: Role): Promise<SignedIn> {
  const member = await requireMember(request);
  if (!member.roles.includes(role)) throw notFound("page");
  return member;
}

export function rolesOf(address: string): Array<Role> {
  return env().REVIEWERS.some((reviewer) => isSameAddress(reviewer, address)) ? ["reviewer"] : [];
}
