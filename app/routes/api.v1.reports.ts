import type { ActionFunctionArgs } from "@remix-run/node";
import { requireMember } from "#app/features/auth/session.server.ts";
import { fileReport } from "#app/features/review/file-report.server.ts";
import { fileReportSchema, mostReportsADay } from "#app/features/review/report.ts";
import { notFound, readJson } from "#app/lib/http.server.ts";
import { limitRate } from "#app/lib/rate-limit.server.ts";

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireMember(request);
  const given = await readJson(request, fileReportSchema);
  await limitRate({ key: `report:${member.address}`, points: mostReportsADay, seconds: 86_400 });

  const result = await fileReport({ ...given, reporter: member.address });
  if (!result.ok) throw notFound(given.subject);
  return Response.json({ state: result.state }, { status: 201 });
}
