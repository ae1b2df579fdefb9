import type { ActionFunctionArgs } from "@remix-run/node";
import { requireMember } from "#app/features/auth/session.server.ts";
import { duplicateCampaign } from "#app/features/campaigns/duplicate.server.ts";
import { getCampaign } from "#app/features/campaigns/get.server.ts";
import { limitNewCampaigns } from "#app/features/campaigns/rates.server.ts";
import { duplicateRequestSchema } from "#app/features/campaigns/requester-api.ts";
import { notFound, readJson } from "#app/lib/http.server.ts";

export async function action({ request, params }: ActionFunctionArgs) {
  const { address } = await requireMember(request);
  if (request.method !== "POST") throw notFound("call");
  const { withPrompts } = await readJson(request, duplicateRequestSchema);
  await limitNewCampaigns(address);

  const { id } = await duplicateCampaign({ campaignId: params.id ?? "", requester: address, withPrompts });
  return Response.json(await getCampaign(id, address), { status: 201 });
}
