import type { LoaderFunctionArgs } from "@remix-run/node";
import { findMember } from "#app/features/auth/session.server.ts";
import { releasesQuerySchema } from "#app/features/releases/api.ts";
import { listReleases } from "#app/features/releases/get.server.ts";
import { readQuery } from "#app/lib/http.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await findMember(request);
  return Response.json(await listReleases({ ...readQuery(request, releasesQuerySchema), viewer: member?.address }));
}
