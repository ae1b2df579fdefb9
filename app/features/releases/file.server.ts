import { createReadableStreamFromReadable } from "@remix-run/node";
import { z } from "zod";
import { messageSchema } from "#app/features/campaigns/draft.ts";
import { byteRange } from "#app/features/releases/byte-range.ts";
import { dataPath } from "#app/features/releases/card.ts";
import { storedName } from "#app/features/releases/place.ts";
import type { PreferenceRow } from "#app/features/releases/rows.ts";
import { db } from "#app/lib/db.server.ts";
import { readStoredFile } from "#app/lib/files.server.ts";
import { apiError, notFound } from "#app/lib/http.server.ts";

/** A file of a ready release, or the part of it that was asked for. */
export async function sendReleaseFile(request: Request, releaseId: string, path: string): Promise<Response> {
  const file = await db().releaseFile.findUnique({ where: { releaseId_path: { releaseId, path } } });
  if (!file) throw notFound("file");
  const name = storedName(releaseId, path);
  const sizeBytes = Number(file.bytes);
  const headers = new Headers({
    "Content-Type": file.contentType,
    "Cache-Control": "public, max-age=31536000, immutable, no-transform",
    "Access-Control-Allow-Origin": "*",
    "Accept-Ranges": "bytes",
    "Content-Digest": `sha-256=:${Buffer.from(file.sha256, "hex").toString("base64")}:`,
    "Content-Disposition": `${file.rows === null ? "inline" : "attachment"}; filename="${fileName(path)}"`,
    ETag: `"${file.sha256}"`,
  });
  if (request.headers.get("If-None-Match") === headers.get("ETag")) return new Response(null, { status: 304, headers });

  // A range of another version than the one the client knows is of no use to it.
  const condition = request.headers.get("If-Range");
  const isSame = condition === null || condition === headers.get("ETag");
  const range = isSame ? byteRange(request.headers.get("Range"), sizeBytes) : null;
  if (range === "unsatisfiable") {
    const refusal = apiError(416, "range-not-satisfiable", `This file has ${sizeBytes} bytes. Ask for some of those.`);
    refusal.headers.set("Content-Range", `bytes */${sizeBytes}`);
    return refusal;
  }
  headers.set("Content-Length", String(range ? range.end - range.start + 1 : sizeBytes));
  if (range) {
    // The digest is the whole file's.
    headers.delete("Content-Digest");
    headers.set("Content-Range", `bytes ${range.start}-${range.end}/${sizeBytes}`);
  }
  const body = createReadableStreamFromReadable(readStoredFile(name, range ?? undefined));
  return new Response(body, { status: range ? 206 : 200, headers });
}

/** data/preference/train-00000-of-00001.jsonl → preference-train-00000-of-00001.jsonl */
function fileName(path: string): string {
  return path.split("/").slice(-2).join("-");
}

const previewBytes = 256 * 1024;
const messages = z.array(messageSchema);
const rowSchema = z.object({ prompt: messages, chosen: messages, rejected: messages });

/** The first rows as a buyer will read them: from the file itself. */
export async function previewRows(releaseId: string, count: number): Promise<Array<PreferenceRow>> {
  const stream = readStoredFile(storedName(releaseId, dataPath("preference")), { start: 0, end: previewBytes - 1 });
  const chunks: Array<Uint8Array> = [];
  for await (const chunk of stream) chunks.push(chunk);
  const lines = Buffer.concat(chunks).toString("utf8").split("\n");
  // What stands behind the last line break is cut short, or nothing.
  return lines
    .slice(0, -1)
    .slice(0, count)
    .map((line) => rowSchema.parse(JSON.parse(line)));
}
