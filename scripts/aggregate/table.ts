// A CSV file as columns of small integers. Written by hand since a library's rows of strings took ten times the time and
// the memory at a million lines; RFC 4180 is short: fields between commas, quotes doubled inside quotes, CRLF or LF.

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

type Row = { fields: Array<string>; line: number };

const quote = 34;
const comma = 44;
const lineFeed = 10;
const carriageReturn = 13;
const byteOrderMark = 0xfeff;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const controlCharacter = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/**
 * @param text a CSV file with a header; a byte order mark, CRLF, quoted fields and blank lines are fine
 * @param names the columns that are wanted; they may stand in any order, others are left aside
 * @returns the wanted columns in the order of `names`, or why the file can't be read, with the line's number
 */
export function readTable(text: string, names: ReadonlyArray<string>): TableRead {
  const reader = rowsOf(text);
  const header = reader.next();
  if (header === null) return { ok: false, why: `The file is empty. Its first line must be ${names.join(",")}.` };
  if (typeof header === "string") return { ok: false, why: header };

  const places = placesOf(header.fields, names);
  if (typeof places === "string") return { ok: false, why: places };
  return readRows(reader, { names, places, width: header.fields.length });
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

function readRows(reader: { next: () => Row | string | null }, { names, places, width }: Shape): TableRead {
  const columns = names.map(() => interner());
  const lines = growing();
  for (let row = reader.next(); row !== null; row = reader.next()) {
    if (typeof row === "string") return { ok: false, why: row };
    if (row.fields.length !== width) {
      return { ok: false, why: `Line ${row.line} has ${row.fields.length} fields; the header has ${width}.` };
    }
    for (let index = 0; index < places.length; index++) {
      const value = row.fields[places[index] ?? 0] ?? "";
      const wrong = problemOf(value);
      if (wrong) return { ok: false, why: `Line ${row.line}: ${names[index]} ${wrong}.` };
      columns[index]?.add(value);
    }
    lines.add(row.line);
  }
  if (lines.size() === 0) return { ok: false, why: "The file has a header and no line below it." };
  return {
    ok: true,
    table: { size: lines.size(), lines: lines.values(), columns: columns.map((column) => column.column()) },
  };
}

function problemOf(value: string): string | null {
  if (value === "" || value.trim() === "") return "is empty";
  if (value.length > 1_000) return "is longer than 1,000 characters";
  if (controlCharacter.test(value)) return "has a control character";
  return null;
}

/** Reads one row a call: its fields, a sentence about what is wrong, or null at the end. Blank lines are passed over. */
function rowsOf(text: string): { next: () => Row | string | null } {
  let position = text.charCodeAt(0) === byteOrderMark ? 1 : 0;
  let line = 1;

  /** One quoted field, from behind its opening quote; null when it never closes or text follows its closing quote. */
  function quoted(): string | null {
    let field = "";
    for (let start = position; ; start = position) {
      const end = text.indexOf('"', start);
      if (end === -1) return null;
      for (let at = text.indexOf("\n", start); at !== -1 && at < end; at = text.indexOf("\n", at + 1)) line++;
      field += text.slice(start, end);
      position = end + 1;
      if (text.charCodeAt(position) !== quote) break;
      field += '"';
      position++;
    }
    const next = text.charCodeAt(position);
    const closes = position >= text.length || next === comma || next === lineFeed || next === carriageReturn;
    return closes ? field : null;
  }

  function plain(): string {
    const start = position;
    for (; position < text.length; position++) {
      const code = text.charCodeAt(position);
      if (code === comma || code === lineFeed) break;
    }
    const ended = position > start && text.charCodeAt(position) !== comma;
    const end = ended && text.charCodeAt(position - 1) === carriageReturn ? position - 1 : position;
    return text.slice(start, end);
  }

  function row(): Row | string {
    const began = line;
    const fields: Array<string> = [];
    for (;;) {
      if (text.charCodeAt(position) === quote) {
        position++;
        const field = quoted();
        if (field === null) return `Line ${began}: a quote is not closed, or text follows a closing quote.`;
        fields.push(field);
        if (text.charCodeAt(position) === carriageReturn) position++;
      } else {
        fields.push(plain());
      }
      const separator = text.charCodeAt(position);
      position++;
      if (separator === comma) continue;
      line++;
      return { fields, line: began };
    }
  }

  return {
    next() {
      while (position < text.length) {
        const read = row();
        if (typeof read === "string" || read.fields.length > 1 || read.fields[0] !== "") return read;
      }
      return null;
    },
  };
}

function interner() {
  const places = new Map<string, number>();
  const names: Array<string> = [];
  const ids = growing();
  return {
    add(value: string): void {
      let place = places.get(value);
      if (place === undefined) {
        place = names.length;
        places.set(value, place);
        names.push(value);
      }
      ids.add(place);
    },
    column: (): Column => ({ names, ids: ids.values() }),
  };
}

/** Integers whose number is not known beforehand. */
function growing() {
  let held = new Int32Array(1024);
  let size = 0;
  return {
    add(value: number): void {
      if (size === held.length) {
        const larger = new Int32Array(2 * size);
        larger.set(held);
        held = larger;
      }
      held[size++] = value;
    },
    size: () => size,
    values: () => held.slice(0, size),
  };
}

/** A stranger's text in a message: short, and without what a terminal would obey. */
function shown(text: string): string {
  const harmless = text.replace(/\p{C}/gu, "·");
  return harmless.length > 80 ? `${harmless.slice(0, 80)}…` : harmless;
}
