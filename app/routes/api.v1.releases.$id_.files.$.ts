import type { LoaderFunctionArgs } from "@remix-run/node";
import { sendReleaseFile } from "#app/features/releases/file.server.ts";

/** Open to everybody: no release has a price yet. */
export function loader({ request, params }: LoaderFunctionArgs) {
  return sendReleaseFile(request, params.id ?? "", params["*"] ?? "");
}
