import type { ActionFunctionArgs } from "@remix-run/node";
import { requireMember } from "#app/features/auth/session.server.ts";
import { extendLease } from "#app/features/tasks/queue/change.server.ts";
import { leaseRefusals } from "#app/features/tasks/refusals.ts";
import { apiError } from "#app/lib/http.server.ts";

export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireMember(request);
  const leaseId = params.id ?? "";
  const result = await extendLease({ address: member.address, leaseId });
  if (!result.ok) throw apiError(409, result.why, leaseRefusals[result.why]);

  return Response.json({ id: leaseId, expiresAt: result.expiresAt.toISOString() });
}
