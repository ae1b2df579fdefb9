import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { requireMember } from "#app/features/auth/session.server.ts";
import { sampleStatesQuerySchema, samplesRequestSchema } from "#app/features/generation/api.ts";
import { submitRefusals } from "#app/features/generation/refusals.ts";
import { listSampleStates, submitSamples } from "#app/features/generation/submission/submit.server.ts";
import { apiError, readJson, readQuery } from "#app/lib/http.server.ts";
import { limitRate } from "#app/lib/rate-limit.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request);
  const { ids } = readQuery(request, sampleStatesQuerySchema);
  return Response.json({ items: await listSampleStates(member.address, ids), nextCursor: null });
}

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireMember(request);
  await limitRate({ key: `samples:${member.address}`, points: 600, seconds: 60 });
  const sent = await readJson(request, samplesRequestSchema);

  const result = await submitSamples({ ...sent, address: member.address, now: new Date() });
  if (!result.ok) {
    const { status, code, message } = submitRefusals[result.why];
    throw apiError(status, code, message);
  }

  return Response.json({ results: result.results }, { status: 201 });
}
