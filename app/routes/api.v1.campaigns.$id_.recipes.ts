import type { ActionFunctionArgs } from "@remix-run/node";
import { requireMember } from "#app/features/auth/session.server.ts";
import { addRecipePrompts } from "#app/features/campaigns/import/import-prompts.server.ts";
import { limitImports } from "#app/features/campaigns/rates.server.ts";
import { recipeRequestSchema } from "#app/features/campaigns/requester-api.ts";
import { notFound, readJson } from "#app/lib/http.server.ts";

export async function action({ request, params }: ActionFunctionArgs) {
  const { address } = await requireMember(request);
  if (request.method !== "POST") throw notFound("call");
  const { recipe, language } = await readJson(request, recipeRequestSchema);
  await limitImports(address);
  const campaignId = params.id ?? "";
  return Response.json(await addRecipePrompts({ campaignId, requester: address, recipe, language }));
}
