import type { LoaderFunctionArgs } from "@remix-run/node";
import { findMember } from "#app/features/auth/session.server.ts";
import { getRelease } from "#app/features/releases/get.server.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await findMember(request);
  return Response.json(await getRelease(params.id ?? "", member?.address));
}
