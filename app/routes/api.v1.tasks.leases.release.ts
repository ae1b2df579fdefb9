import type { ActionFunctionArgs } from "@remix-run/node";
import { requireMember } from "#app/features/auth/session.server.ts";
import { releaseRequestSchema } from "#app/features/tasks/api.ts";
import { releaseLeases } from "#app/features/tasks/queue/change.server.ts";
import { readJson } from "#app/lib/http.server.ts";

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireMember(request);
  const { leaseIds } = await readJson(request, releaseRequestSchema);
  await releaseLeases(member.address, leaseIds);
  return new Response(null, { status: 204 });
}
