import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { findMember, requireMember } from "#app/features/auth/session.server.ts";
import { campaignsQuerySchema } from "#app/features/campaigns/api.ts";
import { campaignRequestSchema } from "#app/features/campaigns/campaign-draft.ts";
import { createCampaign } from "#app/features/campaigns/create.server.ts";
import { getCampaign, listCampaigns } from "#app/features/campaigns/get.server.ts";
import { limitNewCampaigns } from "#app/features/campaigns/rates.server.ts";
import { requireKnownModels } from "#app/features/generation/models/known-models.server.ts";
import { notFound, readJson, readQuery } from "#app/lib/http.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await findMember(request);
  const query = readQuery(request, campaignsQuerySchema);
  return Response.json(await listCampaigns({ ...query, viewer: member?.address }));
}

export async function action({ request }: ActionFunctionArgs) {
  const { address } = await requireMember(request);
  if (request.method !== "POST") throw notFound("call");
  const draft = await readJson(request, campaignRequestSchema);
  requireKnownModels(draft.models);
  await limitNewCampaigns(address);

  const { id } = await createCampaign({ ...draft, requester: address });
  return Response.json(await getCampaign(id, address), { status: 201 });
}
