import type { LoaderFunctionArgs } from "@remix-run/node";
import { epochNumberSchema } from "#app/features/payouts/api.ts";
import { getEpoch } from "#app/features/payouts/epochs.server.ts";
import { notFound } from "#app/lib/http.server.ts";

export async function loader({ params }: LoaderFunctionArgs) {
  const n = epochNumberSchema.safeParse(params.n);
  if (!n.success) throw notFound("epoch");
  return Response.json(await getEpoch(n.data));
}
