import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { requireMember } from "#app/features/auth/session.server.ts";
import { campaignSteps } from "#app/features/campaigns/campaign-state.ts";
import { changeCampaignState } from "#app/features/campaigns/change-state.server.ts";
import { getCampaign } from "#app/features/campaigns/get.server.ts";
import { stepRefusals } from "#app/features/campaigns/refusals.ts";
import { apiError, notFound } from "#app/lib/http.server.ts";

const stepSchema = z.enum(campaignSteps);

export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireMember(request);
  const step = stepSchema.safeParse(params.step);
  if (!step.success || request.method !== "POST") throw notFound("call");

  const campaignId = params.id ?? "";
  const result = await changeCampaignState({ campaignId, requester: member.address, step: step.data });
  if (!result.ok) throw apiError(409, result.why, stepRefusals[result.why]);

  return Response.json(await getCampaign(campaignId, member.address));
}
