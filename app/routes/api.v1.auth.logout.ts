import type { ActionFunctionArgs } from "@remix-run/node";
import { cookieRemoval, sessionHashOf } from "#app/features/auth/session-cookie.server.ts";
import { signOut } from "#app/features/auth/sign-in.server.ts";
import { requireOwnOrigin } from "#app/lib/http.server.ts";

export async function action({ request }: ActionFunctionArgs) {
  requireOwnOrigin(request);
  await signOut(await sessionHashOf(request));
  return new Response(null, { status: 204, headers: { "Set-Cookie": await cookieRemoval() } });
}
