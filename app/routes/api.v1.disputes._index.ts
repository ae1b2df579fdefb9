import type { ActionFunctionArgs } from "@remix-run/node";
import { requireMember } from "#app/features/auth/session.server.ts";
import { fileDisputeSchema } from "#app/features/review/dispute.ts";
import { fileDispute } from "#app/features/review/file-dispute.server.ts";
import { apiError, notFound, readJson } from "#app/lib/http.server.ts";
import { limitRate } from "#app/lib/rate-limit.server.ts";

const refusals = {
  "not-disputable": "Only a contribution that was not paid, or that an audit took back, can be disputed.",
  "too-late": "The epoch after this contribution's own has closed, so its amount went back to the campaign.",
  "too-many-open": "You have as many open disputes as anybody may. File this one when one of them is decided.",
  "campaign-spent": "The campaign has spent what was taken back, so there is nothing left to return.",
} as const;

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireMember(request);
  const given = await readJson(request, fileDisputeSchema);
  await limitRate({ key: `dispute:${member.address}`, points: 120, seconds: 3_600 });

  const result = await fileDispute({ ...given, address: member.address });
  if (result.ok) return Response.json(result.dispute, { status: result.isNew ? 201 : 200 });
  if (result.why === "not-found") throw notFound("entry");
  throw apiError(409, result.why, refusals[result.why]);
}
