import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireMember } from "#app/features/auth/session.server.ts";
import { earningsOf } from "#app/features/payouts/earnings.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request);
  return Response.json(await earningsOf(member.address), { headers: { "Cache-Control": "no-store" } });
}
