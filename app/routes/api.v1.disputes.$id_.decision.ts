import type { ActionFunctionArgs } from "@remix-run/node";
import { requireRole } from "#app/features/auth/session.server.ts";
import { decideDispute } from "#app/features/review/decide-dispute.server.ts";
import { decideDisputeSchema } from "#app/features/review/dispute.ts";
import { apiError, notFound, readJson } from "#app/lib/http.server.ts";

export async function action({ request, params }: ActionFunctionArgs) {
  const reviewer = await requireRole(request, "reviewer");
  const given = await readJson(request, decideDisputeSchema);

  const deciding = { ...given, disputeId: params.id ?? "", reviewer: reviewer.address, now: new Date() };
  const result = await decideDispute(deciding);
  if (result.ok) return Response.json({ state: result.state }, { status: 201 });
  if (result.why === "not-found") throw notFound("dispute");
  throw apiError(409, result.why, "It was decided or has lapsed meanwhile. Take the next one.");
}
