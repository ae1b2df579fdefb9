import type { LoaderFunctionArgs } from "@remix-run/node";
import { cookieOf, sessionHashOf } from "#app/features/auth/session-cookie.server.ts";
import { createNonce } from "#app/features/auth/sign-in.server.ts";
import { limitRate } from "#app/lib/rate-limit.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  await limitRate({ key: `nonce:${context.clientAddress}`, points: 60, seconds: 60 });
  const { offer, newSession } = await createNonce(await sessionHashOf(request), new Date());
  const headers = new Headers({ "Cache-Control": "no-store" });
  if (newSession) headers.set("Set-Cookie", await cookieOf(newSession.id, newSession.expiresAt));
  return Response.json(offer, { headers });
}
