// The rows of an imported CSV file (RFC 4180), from its bytes as they come. A field in quotes may go over lines; a bad row is
// named by its first line and spoils no other. Memory holds one row and never more.
import {
  LineBuffer,
  mostImportLines,
  type Row,
  type RowProblem,
  textOf,
  withoutByteOrderMark,
} from "#app/features/campaigns/import/import-lines.ts";

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const quote = 0x22;
/** Comma, and what spreadsheets write where the comma divides decimals; the first one in the header divides the columns. */
const separators: ReadonlyArray<number> = [0x2c, 0x3b, 0x09];

type Place = "field-start" | "plain" | "quoted" | "after-quote" | "spoiled";

/** One row after another, its fields without their quotes; rows without a character to see are skipped, as far as a file may have lines. */
export async function* csvRows(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Row<Array<string>>> {
  const reader = new CsvReader();
  for await (const chunk of withoutByteOrderMark(chunks)) {
    for (const byte of chunk) {
      const row = reader.read(byte);
      if (row && !isSkipped(row)) yield row;
    }
  }
  const last = reader.end();
  if (!isSkipped(last)) yield last;
}

function isSkipped(row: Row<Array<string>>): boolean {
  return "value" in row && row.line <= mostImportLines && row.value.every((field) => field.trim() === "");
}

/** Rows from bytes, blank ones too, of which each is one empty field. */
export class CsvReader {
  readonly #row = new LineBuffer();
  #ends: Array<number> = [];
  #place: Place = "field-start";
  #problem: RowProblem | null = null;
  #separator: number | null;
  #isCarriageHeld = false;
  #line = 1;
  #firstLine = 1;

  /** @param separator what divides the columns; null for the first in the header that could */
  constructor(separator: number | null = null) {
    this.#separator = separator;
  }

  /** The row that the byte ends. */
  read(byte: number): Row<Array<string>> | null {
    if (byte === lineFeed) this.#line += 1;
    if (this.#place === "quoted") {
      if (byte === quote) this.#place = "after-quote";
      else this.#row.push(byte);
      return null;
    }
    if (byte === lineFeed) return this.#endRow();
    if (this.#isCarriageHeld) this.#readPlain(carriageReturn);
    this.#isCarriageHeld = byte === carriageReturn;
    if (!this.#isCarriageHeld) this.#readPlain(byte);
    return null;
  }

  /** What stands behind the last line feed. */
  end(): Row<Array<string>> {
    if (this.#place === "quoted") this.#problem = "quote-not-closed";
    return this.#endRow();
  }

  #readPlain(byte: number): void {
    if (this.#place === "spoiled") return;
    if (this.#isSeparator(byte)) {
      this.#endField();
      return;
    }
    if (byte === quote && this.#place !== "plain") {
      // A second quote behind one that seemed to close the field stands for itself.
      if (this.#place === "after-quote") this.#row.push(quote);
      this.#place = "quoted";
      return;
    }
    if (byte === quote || this.#place === "after-quote") {
      this.#problem = "quote-misplaced";
      this.#place = "spoiled";
      return;
    }
    this.#row.push(byte);
    this.#place = "plain";
  }

  #isSeparator(byte: number): boolean {
    if (this.#separator === null && separators.includes(byte)) this.#separator = byte;
    return byte === this.#separator;
  }

  #endField(): void {
    // A row beyond the limit keeps nothing more, not even where its fields end.
    if (!this.#row.isTooLong) this.#ends.push(this.#row.length);
    this.#row.push(0);
    this.#place = "field-start";
  }

  #endRow(): Row<Array<string>> {
    this.#endField();
    const row = this.#read();
    this.#row.clear();
    this.#ends = [];
    this.#problem = null;
    this.#isCarriageHeld = false;
    this.#firstLine = this.#line;
    return row;
  }

  #read(): Row<Array<string>> {
    const line = this.#firstLine;
    if (this.#problem) return { line, code: this.#problem };
    if (this.#row.isTooLong) return { line, code: "line-too-long" };
    const text = textOf(this.#row.part(0));
    if (text === null) return { line, code: "not-utf-8" };
    // Where every byte is a character, one decoding serves all fields.
    const isAscii = text.length === this.#row.length;
    const value: Array<string> = [];
    let start = 0;
    for (const end of this.#ends) {
      value.push(isAscii ? text.slice(start, end) : (textOf(this.#row.part(start, end)) ?? ""));
      start = end + 1;
    }
    return { line, value };
  }
}
