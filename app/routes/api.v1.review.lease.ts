import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { requireRole } from "#app/features/auth/session.server.ts";
import { leaseAudit } from "#app/features/review/lease.server.ts";
import { readJson } from "#app/lib/http.server.ts";

export async function action({ request }: ActionFunctionArgs) {
  const reviewer = await requireRole(request, "reviewer");
  await readJson(request, z.strictObject({}));
  return Response.json({ lease: await leaseAudit(reviewer.address, new Date()) });
}
