import type { ActionFunctionArgs } from "@remix-run/node";
import { requireMember } from "#app/features/auth/session.server.ts";
import { createReleaseSchema } from "#app/features/releases/api.ts";
import { createRelease } from "#app/features/releases/create.server.ts";
import { getRelease } from "#app/features/releases/get.server.ts";
import { apiError, notFound, readJson } from "#app/lib/http.server.ts";

export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireMember(request);
  if (request.method !== "POST") throw notFound("call");
  await readJson(request, createReleaseSchema);

  const created = await createRelease({ campaignId: params.id ?? "", requester: member.address });
  if (!created.ok) throw apiError(409, created.why, "No comparison is decided yet. Cut a release when one is.");

  return Response.json(await getRelease(created.releaseId, member.address), { status: 201 });
}
