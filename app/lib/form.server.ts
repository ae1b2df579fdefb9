import type { z } from "zod";
import { apiError, requireOwnOrigin } from "#app/lib/http.server.ts";

const bodyLimitBytes = 1024 * 1024;

/** What a refused form answers: a message a field (by its dotted path, "" for the whole), and what was typed. */
export type FormReply = { errors: Record<string, string>; values: Record<string, string> };
export type ParsedForm<Value> = { ok: true; value: Value } | { ok: false; reply: FormReply };

/**
 * A page's form, parsed by its schema. A schema's messages are keys of a catalogue: the page translates them.
 * Throws 403 `origin-mismatch` for a form of another site and 413 for one over 1 MiB.
 */
export async function parseForm<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<ParsedForm<z.output<Schema>>> {
  requireOwnOrigin(request);
  if (Number(request.headers.get("Content-Length") ?? 0) > bodyLimitBytes) {
    throw apiError(413, "body-too-large", "This form is over 1 MiB. Send less at once.");
  }
  const values: Record<string, string> = {};
  for (const [name, value] of await request.formData()) if (typeof value === "string") values[name] = value;

  const parsed = schema.safeParse(values);
  if (parsed.success) return { ok: true, value: parsed.data };
  const errors: Record<string, string> = {};
  for (const issue of parsed.error.issues) errors[issue.path.join(".")] ??= issue.message;
  return { ok: false, reply: { errors, values } };
}
