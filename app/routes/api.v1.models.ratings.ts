import type { LoaderFunctionArgs } from "@remix-run/node";
import { findMember } from "#app/features/auth/session.server.ts";
import { getCampaign } from "#app/features/campaigns/get.server.ts";
import { modelRatings } from "#app/features/tasks/model-ratings/model-ratings.server.ts";
import { type ModelRatingsBody, modelRatingsQuerySchema } from "#app/features/tasks/model-ratings/model-ratings-api.ts";
import { readQuery } from "#app/lib/http.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await findMember(request);
  const { campaignId } = readQuery(request, modelRatingsQuerySchema);
  if (campaignId !== undefined) await getCampaign(campaignId, member?.address);

  const { items, ...ratings } = await modelRatings(campaignId ?? null);
  const body: ModelRatingsBody = {
    items: items.map(({ name, model, ...item }) => ({ model: name, modelId: model, ...item })),
    nextCursor: null,
    ...ratings,
  };
  return Response.json(body, { headers: { "Cache-Control": "public, max-age=60" } });
}
