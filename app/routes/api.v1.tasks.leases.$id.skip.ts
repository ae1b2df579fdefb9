import type { ActionFunctionArgs } from "@remix-run/node";
import { requireMember } from "#app/features/auth/session.server.ts";
import { skipRequestSchema } from "#app/features/tasks/api.ts";
import { skipLease } from "#app/features/tasks/queue/change.server.ts";
import { leaseRefusals } from "#app/features/tasks/refusals.ts";
import { apiError, readJson } from "#app/lib/http.server.ts";

export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireMember(request);
  const { reason } = await readJson(request, skipRequestSchema);

  const leaseId = params.id ?? "";
  const result = await skipLease({ address: member.address, leaseId, reason });
  if (!result.ok) throw apiError(409, result.why, leaseRefusals[result.why]);

  return Response.json({ id: leaseId, state: "skipped" });
}
