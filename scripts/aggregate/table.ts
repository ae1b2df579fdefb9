// A CSV file as columns of small integers, which a million rows of strings would not be; read as imports are
// (docs/decisions/018), with commas only and with every bad line named.
import { CsvReader } from "#app/features/campaigns/import/import-csv.ts";
import {
  byteOrderMark,
  longestLineBytes,
  type Row,
  type RowProblem,
} from "#app/features/campaigns/import/import-lines.ts";

export type Column = {
  /** Each value once, in order of first appearance. */
  names: Array<string>;
  /** One a row: the place of its value in `names`. */
  ids: Int32Array;
};
export type Table = {
  size: number;
  /** One a row: the line of the file on which it begins, the header being line 1. */
  lines: Int32Array;
  columns: ReadonlyArray<Column>;
};
export type TableRead = { ok: true; table: Table } | { ok: false; why: string };

const comma = 0x2c;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const controlCharacter = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

const rowProblems: Record<RowProblem, string> = {
  "line-too-long": `there are more than ${longestLineBytes / 1024} KiB`,
  "not-utf-8": "it is not UTF-8",
  "quote-misplaced": "text follows a closing quote, or a quote stands inside a field without quotes",
  "quote-not-closed": "a quote is not closed",
};

/**
 * @param bytes a CSV file with a header; a byte order mark, CRLF, quoted fields and blank lines are fine
 * @param names the columns that are wanted; they may stand in any order, others are left aside
 * @returns the wanted columns in the order of `names`, or why the file can't be read, with the line's number
 */
export function readTable(bytes: Uint8Array, names: ReadonlyArray<string>): TableRead {
  const rows = rowsOf(bytes);
  const header = rows.next();
  if (header.done) return { ok: false, why: `The file is empty. Its first line must be ${names.join(",")}.` };
  if ("code" in header.value) return { ok: false, why: badRow(header.value) };

  const fields = header.value.value;
  const places = placesOf(fields, names);
  if (typeof places === "string") return { ok: false, why: places };
  return readRows(rows, { names, places, width: fields.length });
}

function* rowsOf(bytes: Uint8Array): Generator<Row<Array<string>>, undefined> {
  const reader = new CsvReader(comma);
  const isMarked = byteOrderMark.every((byte, place) => bytes[place] === byte);
  for (const byte of isMarked ? bytes.subarray(byteOrderMark.length) : bytes) {
    const row = reader.read(byte);
    if (row && !isBlank(row)) yield row;
  }
  const last = reader.end();
  if (!isBlank(last)) yield last;
}

function isBlank(row: Row<Array<string>>): boolean {
  return "value" in row && row.value.length === 1 && row.value[0] === "";
}

function badRow({ line, code }: { line: number; code: RowProblem }): string {
  return `Line ${line}: ${rowProblems[code]}.`;
}

/** Where each wanted column stands, or what is wrong with the header. */
function placesOf(fields: ReadonlyArray<string>, names: ReadonlyArray<string>): Array<number> | string {
  const given = fields.map((field) => field.trim());
  const missing = names.filter((name) => !given.includes(name));
  const twice = names.filter((name) => given.indexOf(name) !== given.lastIndexOf(name));
  const wanted = `The first line must name the columns ${names.join(",")}`;
  if (missing.length > 0) return `${wanted}; ${missing.join(", ")} is missing in "${shown(given.join(","))}".`;
  if (twice.length > 0) return `${wanted}; ${twice.join(", ")} stands there twice.`;
  return names.map((name) => given.indexOf(name));
}

type Shape = { names: ReadonlyArray<string>; places: ReadonlyArray<number>; width: number };

function readRows(rows: Iterable<Row<Array<string>>>, { names, places, width }: Shape): TableRead {
  const columns = names.map((name, index) => ({ name, place: places[index] ?? 0, ...emptyColumn() }));
  const lines: Array<number> = [];
  for (const row of rows) {
    if ("code" in row) return { ok: false, why: badRow(row) };
    const { line, value: fields } = row;
    if (fields.length !== width) {
      return { ok: false, why: `Line ${line} has ${fields.length} fields; the header has ${width}.` };
    }
    for (const { name, place, seen, ids } of columns) {
      const value = fields[place] ?? "";
      const wrong = problemOf(value);
      if (wrong) return { ok: false, why: `Line ${line}: ${name} ${wrong}.` };
      const id = seen.get(value) ?? seen.size;
      if (id === seen.size) seen.set(value, id);
      ids.push(id);
    }
    lines.push(line);
  }
  if (lines.length === 0) return { ok: false, why: "The file has a header and no line below it." };
  const read = columns.map(({ seen, ids }) => ({ names: [...seen.keys()], ids: new Int32Array(ids) }));
  return { ok: true, table: { size: lines.length, lines: new Int32Array(lines), columns: read } };
}

function emptyColumn(): { seen: Map<string, number>; ids: Array<number> } {
  return { seen: new Map(), ids: [] };
}

function problemOf(value: string): string | null {
  if (value === "" || value.trim() === "") return "is empty";
  if (value.length > 1_000) return "is longer than 1,000 characters";
  if (controlCharacter.test(value)) return "has a control character";
  return null;
}

/** A stranger's text in a message: short, and without what a terminal would obey. */
function shown(text: string): string {
  const harmless = text.replace(/\p{C}/gu, "·");
  return harmless.length > 80 ? `${harmless.slice(0, 80)}…` : harmless;
}
