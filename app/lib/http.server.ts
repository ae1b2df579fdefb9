import type { z } from "zod";
import { env } from "#app/lib/env.server.ts";
import type { ApiErrorBody } from "#app/lib/http.ts";

const bodyLimitBytes = 1024 * 1024;

/** What a refused call answers. Throw it, or return it. The message says what to do next. */
export function apiError(status: number, code: string, message: string, details?: Record<string, unknown>): Response {
  const body: ApiErrorBody = { error: { code, message, ...(details ? { details } : {}) } };
  return Response.json(body, { status, headers: { "Cache-Control": "no-store" } });
}

export function notFound(what: string): Response {
  return apiError(404, "not-found", `There is no such ${what}, or it is not yours. Check the address you asked for.`);
}

/** A request that changes something and is authorised by the cookie must come from our own pages. */
export function requireOwnOrigin(request: Request): void {
  if (request.method === "GET" || request.method === "HEAD") return;
  if (request.headers.get("Origin") === env().SITE_ORIGIN) return;
  throw apiError(403, "origin-mismatch", `Send this from ${env().SITE_ORIGIN}, with its Origin header.`);
}

/** The JSON body, parsed by its schema. Throws 400 `invalid-request` with the path of each problem, 413, 415. */
export async function readJson<Schema extends z.ZodType>(request: Request, schema: Schema): Promise<z.output<Schema>> {
  return parseOrRefuse(schema, parseJson(await readText(request)));
}

export function readQuery<Schema extends z.ZodType>(request: Request, schema: Schema): z.output<Schema> {
  return parseOrRefuse(schema, Object.fromEntries(new URL(request.url).searchParams));
}

function parseOrRefuse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.flatMap(problemsOf);
  throw apiError(400, "invalid-request", "Some fields are not as this call wants them: details.problems names each.", {
    problems,
  });
}

/** An unknown field is named by its own path, as any other is. */
function problemsOf(issue: z.core.$ZodIssue): Array<{ path: string; message: string }> {
  const keys = issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
  return keys.map((path) => ({ path: path.join("."), message: issue.message }));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw apiError(400, "invalid-request", "The body is not JSON. Send a JSON object.", {
      problems: [{ path: "", message: "not JSON" }],
    });
  }
}

/** Reads at most the limit and not one chunk more, whatever Content-Length claims. */
async function readText(request: Request): Promise<string> {
  if (!request.body) return "";
  const reader = request.body.getReader();
  const chunks: Array<Uint8Array> = [];
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes += value.byteLength;
    if (bytes > bodyLimitBytes) {
      await reader.cancel();
      throw apiError(413, "body-too-large", "The body is over 1 MiB. Send it in smaller parts.");
    }
    chunks.push(value);
  }
  return Buffer.concat(chunks).toString("utf8");
}
