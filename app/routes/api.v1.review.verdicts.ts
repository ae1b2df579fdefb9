import type { ActionFunctionArgs } from "@remix-run/node";
import { requireRole } from "#app/features/auth/session.server.ts";
import { verdictSchema } from "#app/features/review/api.ts";
import { submitVerdict } from "#app/features/review/verdict.server.ts";
import { apiError, readJson } from "#app/lib/http.server.ts";

const refusals = {
  "lease-expired": "Your hold on this audit has ended, or it is not yours. Lease the next one.",
  "signature-invalid": "The signature is not of your address over this audit, verdict and reason. Sign again.",
  "audit-ended": "The audits of this epoch have ended, so this verdict changes nothing. Lease the next one.",
} as const;

export async function action({ request }: ActionFunctionArgs) {
  const reviewer = await requireRole(request, "reviewer");
  const given = await readJson(request, verdictSchema);

  const result = await submitVerdict({ ...given, reviewer: reviewer.address, now: new Date() });
  if (!result.ok) throw apiError(409, result.why, refusals[result.why]);

  return Response.json({ state: result.state }, { status: 201 });
}
