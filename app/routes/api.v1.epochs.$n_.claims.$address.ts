import type { LoaderFunctionArgs } from "@remix-run/node";
import { claimParamsSchema } from "#app/features/payouts/api.ts";
import { findClaim } from "#app/features/payouts/claims.server.ts";
import { notFound } from "#app/lib/http.server.ts";

export async function loader({ params }: LoaderFunctionArgs) {
  const asked = claimParamsSchema.safeParse(params);
  const claim = asked.success ? await findClaim(asked.data.n, asked.data.address) : null;
  if (!claim) throw notFound("leaf");
  return Response.json(claim, { headers: { "Cache-Control": "public, max-age=31536000, immutable" } });
}
