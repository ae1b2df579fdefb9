import type { ActionFunctionArgs } from "@remix-run/node";
import { verifySchema } from "#app/features/auth/api.ts";
import { cookieOf, sessionHashOf } from "#app/features/auth/session-cookie.server.ts";
import { signIn } from "#app/features/auth/sign-in.server.ts";
import { refusalMessages } from "#app/features/auth/sign-in-refusals.ts";
import { apiError, readJson, requireOwnOrigin } from "#app/lib/http.server.ts";
import { limitRate } from "#app/lib/rate-limit.server.ts";

export async function action({ request, context }: ActionFunctionArgs) {
  requireOwnOrigin(request);
  const sessionHash = await sessionHashOf(request);
  await limitRate({ key: `sign-in:${context.clientAddress}`, points: 60, seconds: 60 });
  if (sessionHash) await limitRate({ key: `sign-in:${sessionHash}`, points: 20, seconds: 60 });
  const { message, signature } = await readJson(request, verifySchema);

  const result = await signIn({ message, signature, sessionHash, now: new Date() });
  if (!result.ok) throw apiError(401, result.why, refusalMessages[result.why]);

  const { address, expiresAt } = result;
  const headers = { "Cache-Control": "no-store", "Set-Cookie": await cookieOf(result.sessionId, expiresAt) };
  return Response.json({ address, expiresAt }, { headers });
}
