import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { findMember, requireMember } from "#app/features/auth/session.server.ts";
import { campaignChangeSchema } from "#app/features/campaigns/campaign-draft.ts";
import { getCampaign } from "#app/features/campaigns/get.server.ts";
import { limitChanges } from "#app/features/campaigns/rates.server.ts";
import { changeRefusals } from "#app/features/campaigns/refusals.ts";
import { type Updated, updateCampaign } from "#app/features/campaigns/update.server.ts";
import { requireKnownModels } from "#app/features/generation/models/known-models.server.ts";
import { dropMisfitGold } from "#app/features/tasks/gold/import-gold.server.ts";
import { apiError, notFound, readJson } from "#app/lib/http.server.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await findMember(request);
  return Response.json(await getCampaign(params.id ?? "", member?.address));
}

export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireMember(request);
  if (request.method !== "PATCH") throw notFound("call");
  const change = await readJson(request, campaignChangeSchema);
  requireKnownModels(change.models ?? []);
  await limitChanges(member.address);

  const campaignId = params.id ?? "";
  const result = await updateCampaign({ campaignId, requester: member.address, change });
  if (!result.ok) {
    throw apiError(409, result.why, changeRefusals[result.why], detailsOf(result));
  }
  if (change.kinds) await dropMisfitGold(campaignId);
  return Response.json(await getCampaign(campaignId, member.address));
}

function detailsOf(refused: Extract<Updated, { ok: false }>) {
  if (refused.why === "fixed") return { fields: refused.fields };
  return refused.why === "recipe-misfit" ? { path: refused.misfit.path, problem: refused.misfit.message } : undefined;
}
