import type { ActionFunctionArgs } from "@remix-run/node";
import { requireMember } from "#app/features/auth/session.server.ts";
import { answerQuestion, getQualification } from "#app/features/tasks/qualification/qualification.server.ts";
import { qualificationRefusals, questionAnswerSchema } from "#app/features/tasks/qualification/qualification-api.ts";
import { apiError, readJson } from "#app/lib/http.server.ts";

export async function action({ request, params }: ActionFunctionArgs) {
  const { address } = await requireMember(request);
  const given = await readJson(request, questionAnswerSchema);
  const own = { campaignId: params.id ?? "", address };
  const result = await answerQuestion({ ...own, ...given });
  if (!result.ok && result.why === "not-the-next") throw apiError(409, result.why, qualificationRefusals[result.why]);
  if (!result.ok) throw apiError(400, result.why, "The answer does not fit the question's kind and options.");

  return Response.json(await getQualification(own));
}
