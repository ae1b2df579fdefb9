import { createReadableStreamFromReadable, type LoaderFunctionArgs } from "@remix-run/node";
import { epochFileNames, epochNumberSchema } from "#app/features/payouts/api.ts";
import { openEpochFile } from "#app/features/payouts/epoch-files.server.ts";
import { notFound } from "#app/lib/http.server.ts";

/** Public, and the same for ever: whoever has it need not ask again. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const n = epochNumberSchema.safeParse(params.n);
  const name = epochFileNames.find((known) => known === params.file);
  const file = n.success && name ? await openEpochFile(n.data, name) : null;
  if (!file) throw notFound("file");

  const headers = new Headers({
    "Content-Type": "application/jsonl; charset=utf-8",
    "Cache-Control": "public, max-age=31536000, immutable, no-transform",
    "Access-Control-Allow-Origin": "*",
    ETag: `"${file.sha256}"`,
    "Content-Digest": `sha-256=:${Buffer.from(file.sha256, "hex").toString("base64")}:`,
  });
  if (request.headers.get("If-None-Match") === headers.get("ETag")) return new Response(null, { status: 304, headers });
  headers.set("Content-Length", String(file.sizeBytes));
  return new Response(createReadableStreamFromReadable(file.open()), { headers });
}
