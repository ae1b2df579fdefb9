import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireMember } from "#app/features/auth/session.server.ts";
import { entriesQuerySchema } from "#app/features/payouts/api.ts";
import { listEarningEntries, listPending } from "#app/features/payouts/earning-entries.server.ts";
import { readQuery } from "#app/lib/http.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request);
  const asked = { ...readQuery(request, entriesQuerySchema), address: member.address };
  const page = asked.stage === "pending" ? await listPending(asked) : await listEarningEntries(asked);
  return Response.json(page, { headers: { "Cache-Control": "no-store" } });
}
