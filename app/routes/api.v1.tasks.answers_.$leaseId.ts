import type { ActionFunctionArgs } from "@remix-run/node";
import { requireMember } from "#app/features/auth/session.server.ts";
import { changeRequestSchema } from "#app/features/tasks/api.ts";
import { changeAnswer } from "#app/features/tasks/queue/change.server.ts";
import { leaseRefusals, misfitMessages } from "#app/features/tasks/refusals.ts";
import { apiError, notFound, readJson } from "#app/lib/http.server.ts";

export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireMember(request);
  if (request.method !== "PUT") throw notFound("call");
  const change = await readJson(request, changeRequestSchema);

  const leaseId = params.leaseId ?? "";
  const result = await changeAnswer({ ...change, address: member.address, leaseId });
  if (result.ok) return Response.json({ leaseId, state: "recorded" });
  if (result.why === "task-closed") throw apiError(409, result.why, leaseRefusals[result.why]);
  throw apiError(400, result.why, misfitMessages[result.why]);
}
