import type { ActionFunctionArgs } from "@remix-run/node";
import { requireMember } from "#app/features/auth/session.server.ts";
import { acknowledgeGuidelines } from "#app/features/campaigns/guidelines/acknowledge.server.ts";
import { acknowledgeRequestSchema } from "#app/features/campaigns/requester-api.ts";
import { apiError, notFound, readJson } from "#app/lib/http.server.ts";

export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireMember(request);
  if (request.method !== "POST") throw notFound("call");
  const { version } = await readJson(request, acknowledgeRequestSchema);

  const campaignId = params.id ?? "";
  const result = await acknowledgeGuidelines({ campaignId, version, address: member.address });
  if (!result.ok) throw apiError(409, result.why, "The guidelines have no such version yet. Read the campaign again.");

  return Response.json({ campaignId, version });
}
