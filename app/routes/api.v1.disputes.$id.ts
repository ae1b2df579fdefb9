import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireMember } from "#app/features/auth/session.server.ts";
import { findDispute } from "#app/features/review/list-disputes.server.ts";
import { notFound } from "#app/lib/http.server.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { address, roles } = await requireMember(request);
  const dispute = await findDispute(params.id ?? "", { address, isReviewer: roles.includes("reviewer") });
  if (!dispute) throw notFound("dispute");
  return Response.json(dispute, { headers: { "Cache-Control": "no-store" } });
}
