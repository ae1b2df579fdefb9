import type { ActionFunctionArgs } from "@remix-run/node";
import { requireMember } from "#app/features/auth/session.server.ts";
import { generationLeaseRequestSchema } from "#app/features/generation/api.ts";
import { leasePrompts } from "#app/features/generation/leases/lease.server.ts";
import { leaseRefusals } from "#app/features/generation/refusals.ts";
import { apiError, readJson } from "#app/lib/http.server.ts";
import { limitRate } from "#app/lib/rate-limit.server.ts";

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireMember(request);
  await limitRate({ key: `generation-lease:${member.address}`, points: 600, seconds: 60 });
  const wanted = await readJson(request, generationLeaseRequestSchema);

  const result = await leasePrompts({ ...wanted, address: member.address, now: new Date() });
  if (!result.ok) {
    const { status, code, message } = leaseRefusals[result.why];
    throw apiError(status, code, message);
  }

  return Response.json({ leases: result.leases });
}
