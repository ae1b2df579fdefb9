// Sends a file to be imported, as it lies on the disk, and tells how far it has come.
import { z } from "zod";
import type { ImportReport } from "#app/features/campaigns/import/import-report.ts";

const importRefusals = [
  ...["body-too-large", "wrong-header", "unsupported-media-type", "campaign-closed", "rate-limited"],
  ...["sign-in-required", "lost", "other"],
] as const;
export type ImportResult = { ok: true; report: ImportReport } | { ok: false; why: string };

const count = z.number();
const reportSchema = z.object({
  added: count,
  duplicates: count,
  rejected: z.array(z.object({ line: count, code: z.string() })),
  rejectedCount: count,
});
const errorSchema = z.object({ error: z.object({ code: z.string() }) });

type Upload = { url: string; file: File; signal: AbortSignal; onSent: (bytes: number) => void };

/** A file that is stopped or lost on the way leaves what was read of it: sent again, that counts as there already. */
export function sendFile({ url, file, signal, onSent }: Upload): Promise<ImportResult> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.setRequestHeader("Content-Type", typeOf(file.name));
    request.upload.onprogress = ({ loaded }) => onSent(loaded);
    request.onload = () => resolve(resultOf(request.status, request.responseText));
    request.onerror = () => resolve({ ok: false, why: "lost" });
    request.onabort = () => resolve({ ok: false, why: "lost" });
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(file);
  });
}

/** By the name: what browsers call a CSV depends on which programs are installed. */
function typeOf(name: string): string {
  return /\.(csv|tsv|txt)$/i.test(name) ? "text/csv" : "application/x-ndjson";
}

function resultOf(status: number, text: string): ImportResult {
  const body = jsonOf(text);
  const report = reportSchema.safeParse(body);
  if (status === 200 && report.success) return { ok: true, report: report.data };
  const error = errorSchema.safeParse(body);
  const code = error.success ? error.data.error.code : "other";
  return { ok: false, why: importRefusals.find((known) => known === code) ?? "other" };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
