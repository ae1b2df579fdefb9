import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { requireMember } from "#app/features/auth/session.server.ts";
import { getQualification, startQualification } from "#app/features/tasks/qualification/qualification.server.ts";
import { qualificationRefusals } from "#app/features/tasks/qualification/qualification-api.ts";
import { apiError } from "#app/lib/http.server.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { address } = await requireMember(request);
  return Response.json(await getQualification({ campaignId: params.id ?? "", address }));
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { address } = await requireMember(request);
  const own = { campaignId: params.id ?? "", address };
  const started = await startQualification(own);
  if (!started.ok) throw apiError(409, started.why, qualificationRefusals[started.why]);

  return Response.json(await getQualification(own));
}
