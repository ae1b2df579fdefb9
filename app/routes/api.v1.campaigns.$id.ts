import type { LoaderFunctionArgs } from "@remix-run/node";
import { findMember } from "#app/features/auth/session.server.ts";
import { getCampaign } from "#app/features/campaigns/get.server.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await findMember(request);
  return Response.json(await getCampaign(params.id ?? "", member?.address));
}
