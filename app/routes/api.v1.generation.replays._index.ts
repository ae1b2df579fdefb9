import type { ActionFunctionArgs } from "@remix-run/node";
import { requireMember } from "#app/features/auth/session.server.ts";
import { replaysRequestSchema } from "#app/features/generation/replay/replay-api.ts";
import { submitReplays } from "#app/features/generation/replay/replays-submit.server.ts";
import { readJson } from "#app/lib/http.server.ts";
import { limitRate } from "#app/lib/rate-limit.server.ts";

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireMember(request);
  await limitRate({ key: `replays:${member.address}`, points: 600, seconds: 60 });
  const { replays } = await readJson(request, replaysRequestSchema);

  const results = await submitReplays({ replays, address: member.address, now: new Date() });

  return Response.json({ results });
}
