import type { LoaderFunctionArgs } from "@remix-run/node";
import { findMember } from "#app/features/auth/session.server.ts";
import { campaignsQuerySchema } from "#app/features/campaigns/api.ts";
import { listCampaigns } from "#app/features/campaigns/get.server.ts";
import { readQuery } from "#app/lib/http.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await findMember(request);
  const query = readQuery(request, campaignsQuerySchema);
  return Response.json(await listCampaigns({ ...query, viewer: member?.address }));
}
