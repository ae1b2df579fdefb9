import type { Role } from "#app/features/auth/role.ts";

/** Who is signed in, until when. */
export type SignedIn = { address: string; roles: Array<Role>; expiresAt: Date };
