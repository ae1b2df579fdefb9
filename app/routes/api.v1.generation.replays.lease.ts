import type { ActionFunctionArgs } from "@remix-run/node";
import { requireMember } from "#app/features/auth/session.server.ts";
import { replayLeaseRefusals } from "#app/features/generation/refusals.ts";
import { replayLeaseRequestSchema } from "#app/features/generation/replay/replay-api.ts";
import { leaseReplays } from "#app/features/generation/replay/replays-lease.server.ts";
import { apiError, readJson } from "#app/lib/http.server.ts";
import { limitRate } from "#app/lib/rate-limit.server.ts";

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireMember(request);
  await limitRate({ key: `replays:${member.address}`, points: 600, seconds: 60 });
  const wanted = await readJson(request, replayLeaseRequestSchema);

  const result = await leaseReplays({ ...wanted, address: member.address, now: new Date() });
  if (!result.ok) {
    const { status, code, message } = replayLeaseRefusals[result.why];
    throw apiError(status, code, message);
  }

  return Response.json({ replays: result.replays });
}
