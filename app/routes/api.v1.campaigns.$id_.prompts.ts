import type { ActionFunctionArgs } from "@remix-run/node";
import { requireMember } from "#app/features/auth/session.server.ts";
import { importPromptsFile } from "#app/features/campaigns/import/import-prompts.server.ts";
import { notFound } from "#app/lib/http.server.ts";

export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireMember(request);
  if (request.method !== "POST") throw notFound("call");
  const report = await importPromptsFile(request, { campaignId: params.id ?? "", requester: member.address });
  return Response.json(report);
}
