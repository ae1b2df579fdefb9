import type { LoaderFunctionArgs } from "@remix-run/node";
import { listEpochs } from "#app/features/payouts/epochs.server.ts";
import { readQuery } from "#app/lib/http.server.ts";
import { pageQuerySchema } from "#app/lib/http.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  return Response.json(await listEpochs(readQuery(request, pageQuerySchema)));
}
