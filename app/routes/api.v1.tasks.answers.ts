import type { ActionFunctionArgs } from "@remix-run/node";
import { requireMember } from "#app/features/auth/session.server.ts";
import { answersRequestSchema } from "#app/features/tasks/api.ts";
import { submitAnswers } from "#app/features/tasks/queue/submit.server.ts";
import { readJson } from "#app/lib/http.server.ts";

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireMember(request);
  const { answers } = await readJson(request, answersRequestSchema);
  return Response.json({ results: await submitAnswers(member.address, answers) });
}
