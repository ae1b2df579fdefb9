// An imported file from a request's body to a feature, some lines at a time: what was read is stored before more is read, so that
// a file of any length takes the memory of one batch.
import { csvRows } from "#app/features/campaigns/import/import-csv.ts";
import { mostImportLines, type Row, type RowProblem, textLines } from "#app/features/campaigns/import/import-lines.ts";
import {
  emptyReport,
  type ImportReport,
  largestImportBytes,
  noteAdded,
  noteRejected,
} from "#app/features/campaigns/import/import-report.ts";
import type { Read } from "#app/features/campaigns/import/prompt-line.ts";
import { limitImports } from "#app/features/campaigns/rates.server.ts";
import { apiError } from "#app/lib/http.server.ts";

const batchLines = 1_000;
const batchCharacters = 4 * 1024 * 1024;
const jsonLinesTypes = ["application/x-ndjson", "application/jsonl", "application/x-jsonlines"];

/** What is imported: how one line is read, under which header, and where a batch goes. */
export type Importer<Value> = {
  columns: ReadonlyArray<string>;
  /** A header needs one of them. */
  required: ReadonlyArray<string>;
  ofJson: (text: string) => Read<Value, string>;
  ofRow: (columns: ReadonlyArray<string>, fields: ReadonlyArray<string>) => Read<Value, string>;
  store: (batch: ReadonlyArray<Value>) => Promise<{ added: number; duplicates: number }>;
};
type Item<Value> = { line: number; characters: number; read: Read<Value, string> };

/** A file that is over its limits; what was read before is stored. */
const overLimits = Symbol("over limits");

/**
 * Reads the body as its Content-Type says: JSON lines, or CSV with a header. What could be stored stays stored, whatever comes after.
 * Throws 413 `body-too-large` (with what was added before), 415 `unsupported-media-type`, 400 `wrong-header`, 429.
 */
export async function importFile<Value>(
  request: Request,
  address: string,
  importer: Importer<Value>,
): Promise<ImportReport> {
  await limitImports(address);
  const report = emptyReport();
  if (Number(request.headers.get("Content-Length") ?? 0) > largestImportBytes) throw tooLarge(report);
  const items = itemsOf(request.headers.get("Content-Type") ?? "", bodyOf(request), importer);
  try {
    for await (const batch of batchesOf(items, report)) noteAdded(report, await importer.store(batch));
  } catch (problem) {
    throw problem === overLimits ? tooLarge(report) : problem;
  }
  return report;
}

/** Good lines, some at a time; bad ones go to the report. What was read before a problem comes before it is thrown. */
async function* batchesOf<Value>(items: AsyncIterable<Item<Value>>, report: ImportReport) {
  let batch: Array<Value> = [];
  let characters = 0;
  try {
    for await (const item of items) {
      if (item.line > mostImportLines) throw overLimits;
      if (!item.read.ok) {
        noteRejected(report, item.line, item.read.code);
        continue;
      }
      batch.push(item.read.value);
      characters += item.characters;
      if (batch.length < batchLines && characters < batchCharacters) continue;
      yield batch;
      batch = [];
      characters = 0;
    }
  } catch (problem) {
    if (batch.length > 0) yield batch;
    throw problem;
  }
  if (batch.length > 0) yield batch;
}

function itemsOf<Value>(contentType: string, body: AsyncIterable<Uint8Array>, importer: Importer<Value>) {
  const type = contentType.split(";")[0]?.trim().toLowerCase() ?? "";
  if (type === "text/csv") return itemsOfCsv(body, importer);
  if (jsonLinesTypes.includes(type)) return itemsOfJson(body, importer);
  throw apiError(
    415,
    "unsupported-media-type",
    `Send the file as text/csv or as ${jsonLinesTypes[0]}: say so in its Content-Type.`,
  );
}

async function* itemsOfJson<Value>(
  body: AsyncIterable<Uint8Array>,
  { ofJson }: Importer<Value>,
): AsyncGenerator<Item<Value>> {
  for await (const row of textLines(body)) {
    if ("code" in row) yield badRow(row);
    else yield { line: row.line, characters: row.value.length, read: ofJson(row.value) };
  }
}

async function* itemsOfCsv<Value>(
  body: AsyncIterable<Uint8Array>,
  importer: Importer<Value>,
): AsyncGenerator<Item<Value>> {
  let columns: ReadonlyArray<string> | null = null;
  for await (const row of csvRows(body)) {
    if (!columns) columns = headerOf(row, importer);
    else if ("code" in row) yield badRow(row);
    else yield { line: row.line, characters: row.value.join("").length, read: importer.ofRow(columns, row.value) };
  }
}

function badRow({ line, code }: { line: number; code: RowProblem }): Item<never> {
  return { line, characters: 0, read: { ok: false, code } };
}

/** Throws 400 `wrong-header`: without its columns no row means anything, so nothing is added. */
function headerOf(
  row: Row<Array<string>>,
  { columns, required }: Pick<Importer<unknown>, "columns" | "required">,
): ReadonlyArray<string> {
  const found = "value" in row ? row.value.map((name) => name.trim().toLowerCase()) : [];
  const isKnown = found.every((name) => columns.includes(name)) && new Set(found).size === found.length;
  if (isKnown && required.some((name) => found.includes(name))) return found;
  throw apiError(400, "wrong-header", `The first line names the columns. Known are ${columns.join(", ")}.`, {
    columns,
    found: found.slice(0, 20).map((name) => name.slice(0, 80)),
  });
}

function tooLarge(report: ImportReport): Response {
  const limits = `${largestImportBytes / 1024 / 1024} MiB or ${mostImportLines} lines`;
  return apiError(
    413,
    "body-too-large",
    `The file is over ${limits}. What was added is kept: send the rest by itself.`,
    {
      ...report,
    },
  );
}

/** The body's bytes as they come; a reader that stops lets the rest pass by. */
async function* bodyOf(request: Request): AsyncGenerator<Uint8Array> {
  const reader = request.body?.getReader();
  let bytes = 0;
  try {
    for (;;) {
      const next = await reader?.read();
      if (!next || next.done) return;
      bytes += next.value.byteLength;
      if (bytes > largestImportBytes) throw overLimits;
      yield next.value;
    }
  } finally {
    // A stream that broke off cannot be cancelled, and need not be.
    await reader?.cancel().catch(() => undefined);
  }
}
