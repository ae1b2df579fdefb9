import fc from "fast-check";
import { expect, test } from "vitest";
import { csvRows } from "#app/features/campaigns/import/import-csv.ts";
import { longestLineBytes, mostImportLines, type Row, textLines } from "#app/features/campaigns/import/import-lines.ts";

const bytes = new TextEncoder();

async function* inChunks(whole: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < whole.length; start += size) yield whole.subarray(start, start + size);
}

async function all<Value>(rows: AsyncIterable<Row<Value>>): Promise<Array<Row<Value>>> {
  const found: Array<Row<Value>> = [];
  for await (const row of rows) found.push(row);
  return found;
}

function linesOf(text: string | Uint8Array, size = 1 << 16) {
  return all(textLines(inChunks(typeof text === "string" ? bytes.encode(text) : text, size)));
}

function rowsOf(text: string, size = 1 << 16) {
  return all(csvRows(inChunks(bytes.encode(text), size)));
}

/** What no file of lines can hold inside a line, or what a reader takes for no line at all. */
const oneLine = fc
  .string({ unit: "grapheme", maxLength: 40 })
  .filter((text) => !/[\n\r\ufeff]/.test(text) && text.trim() !== "");

const chunkSize = fc.integer({ min: 1, max: 17 });

test("every line comes back with its number, however the bytes are cut and lines end", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(oneLine, { maxLength: 12 }),
      chunkSize,
      fc.constantFrom("\n", "\r\n"),
      fc.boolean(),
      async (lines, size, ending, isMarked) => {
        const file = `${isMarked ? "\ufeff" : ""}${lines.join(ending)}`;
        expect(await linesOf(file, size)).toEqual(lines.map((value, index) => ({ line: index + 1, value })));
      },
    ),
  );
});

test("a line at the limit is read, one byte more is named and the next line is read again", async () => {
  const limit = "x".repeat(longestLineBytes);
  expect(await linesOf(`${limit}\n${limit}y\nz`)).toEqual([
    { line: 1, value: limit },
    { line: 2, code: "line-too-long" },
    { line: 3, value: "z" },
  ]);
});

test("empty lines count and are no lines; bytes that are no text are named", async () => {
  const file = Uint8Array.from([...bytes.encode("\n  \r\na\n"), 0xff, 0x0a, ...bytes.encode("ä")]);
  expect(await linesOf(file)).toEqual([
    { line: 3, value: "a" },
    { line: 4, code: "not-utf-8" },
    { line: 5, value: "ä" },
  ]);
});

test("half a byte order mark is no mark", async () => {
  expect(await linesOf(Uint8Array.from([0xef, 0xbc, 0x81]), 1)).toEqual([{ line: 1, value: "！" }]);
  expect(await linesOf(Uint8Array.from([0xef, 0xbb]), 1)).toEqual([{ line: 1, code: "not-utf-8" }]);
});

test("the readers take any bytes whatever and number lines upwards", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), chunkSize, async (file, size) => {
      for (const rows of [await all(textLines(inChunks(file, size))), await all(csvRows(inChunks(file, size)))]) {
        const numbers = rows.map(({ line }) => line);
        expect(numbers).toEqual([...new Set(numbers)].sort((left, right) => left - right));
      }
    }),
  );
});

test("rows of CSV come back whatever their fields hold, however the bytes are cut", async () => {
  const field = fc.string({ unit: fc.constantFrom("a", "é", '"', ",", ";", "\n", "\r", "\t", "🙂"), maxLength: 8 });
  const row = fc.array(field, { minLength: 2, maxLength: 4 }).filter((fields) => fields.join("").trim() !== "");
  const written = (fields: Array<string>) => fields.map((text) => `"${text.replaceAll('"', '""')}"`).join(",");
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 6 }),
      chunkSize,
      fc.constantFrom("\n", "\r\n"),
      async (rows, size, ending) => {
        const read = await rowsOf(rows.map(written).join(ending), size);
        expect(read.map((found) => ("value" in found ? found.value : found.code))).toEqual(rows);
      },
    ),
  );
});

test("a row is named by its first line; the first separator of the header divides the columns", async () => {
  expect(await rowsOf('prompt;language\r\n"two\r\nlines, really";en\r\nthree;pt-BR\r\n')).toEqual([
    { line: 1, value: ["prompt", "language"] },
    { line: 2, value: ["two\r\nlines, really", "en"] },
    { line: 4, value: ["three", "pt-BR"] },
  ]);
});

test("a misplaced quote spoils its own row only; one that is never closed says where it was opened", async () => {
  expect(await rowsOf('prompt,language\na 5" nail,en\n"closed"badly,en\nfine,en\n"open,en\nand on')).toEqual([
    { line: 1, value: ["prompt", "language"] },
    { line: 2, code: "quote-misplaced" },
    { line: 3, code: "quote-misplaced" },
    { line: 4, value: ["fine", "en"] },
    { line: 5, code: "quote-not-closed" },
  ]);
});

test("a field of a million characters, or a million fields, is named and the next row is read again", async () => {
  const long = "x".repeat(1_000_000);
  const many = ",".repeat(1_000_000);
  expect(await rowsOf(`prompt,language\n"${long}\n${long}",en\n${many}\nfine,en`)).toEqual([
    { line: 1, value: ["prompt", "language"] },
    { line: 2, code: "line-too-long" },
    { line: 4, code: "line-too-long" },
    { line: 5, value: ["fine", "en"] },
  ]);
});

test("a file of nothing but line ends is seen to be too long, in either form", async () => {
  const blank = "\n".repeat(mostImportLines + 1);
  const tooFar = { line: mostImportLines + 1 };
  expect((await linesOf(blank))[0]).toMatchObject(tooFar);
  expect((await rowsOf(blank))[0]).toMatchObject(tooFar);
});
