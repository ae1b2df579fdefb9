import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireMember } from "#app/features/auth/session.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { address, roles, expiresAt } = await requireMember(request);
  return Response.json({ address, roles, expiresAt }, { headers: { "Cache-Control": "no-store" } });
}
