import type { ActionFunctionArgs } from "@remix-run/node";
import { requireMember } from "#app/features/auth/session.server.ts";
import { importGoldFile } from "#app/features/tasks/gold/import-gold.server.ts";
import { notFound } from "#app/lib/http.server.ts";

export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireMember(request);
  if (request.method !== "POST") throw notFound("call");
  const report = await importGoldFile(request, { campaignId: params.id ?? "", requester: member.address });
  return Response.json(report);
}
