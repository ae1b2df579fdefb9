import type { LoaderFunctionArgs } from "@remix-run/node";
import { findEndedAudit } from "#app/features/review/audit.server.ts";
import { notFound } from "#app/lib/http.server.ts";

export async function loader({ params }: LoaderFunctionArgs) {
  const audit = await findEndedAudit(params.id ?? "");
  if (!audit) throw notFound("ended audit");
  return Response.json(audit, { headers: { "Cache-Control": "public, max-age=31536000, immutable" } });
}
