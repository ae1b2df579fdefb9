import type { ActionFunctionArgs } from "@remix-run/node";
import { requireMember } from "#app/features/auth/session.server.ts";
import { leaseRequestSchema } from "#app/features/tasks/api.ts";
import { leaseTasks } from "#app/features/tasks/queue/lease.server.ts";
import { readJson } from "#app/lib/http.server.ts";

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireMember(request);
  const wanted = await readJson(request, leaseRequestSchema);
  return Response.json(await leaseTasks({ ...wanted, address: member.address }));
}
