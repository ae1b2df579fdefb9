import type { ActionFunctionArgs } from "@remix-run/node";
import { rpcRequestSchema } from "#app/features/payouts/rpc.ts";
import { askChain } from "#app/lib/chain.server.ts";
import { env } from "#app/lib/env.server.ts";
import { apiError, notFound, readJson } from "#app/lib/http.server.ts";

/** The local trial's way to its chain. Elsewhere a page asks PUBLIC_RPC_URL itself. */
export async function action({ request }: ActionFunctionArgs) {
  if (!env().LOCAL_TRIAL || request.method !== "POST") throw notFound("page");
  const calls = await readJson(request, rpcRequestSchema);
  const answer = await askChain(calls);
  if (!answer) throw apiError(503, "chain-away", "The chain does not answer right now. Try again in a minute.");
  return new Response(answer, { headers: { "Content-Type": "application/json", "Cache-Control": "no-store" } });
}

export function loader() {
  throw notFound("page");
}
