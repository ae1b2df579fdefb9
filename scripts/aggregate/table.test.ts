import fc from "fast-check";
import { expect, test } from "vitest";
import { readTable } from "#scripts/aggregate/table.ts";

const names = ["task", "worker", "label"];

/** The rows as texts, or why there are none. */
function read(file: string | Buffer): Array<Array<string>> | string {
  const result = readTable(Buffer.from(file), names);
  if (!result.ok) return result.why;
  const { size, columns } = result.table;
  return Array.from({ length: size }, (_, row) => columns.map(({ names, ids }) => names[ids[row] ?? 0] ?? ""));
}

test("a byte order mark, CRLF, quotes, blank lines and columns in another order are read alike", () => {
  const plain = [
    ["t1", "w1", "a"],
    ["t2", "w1", "b"],
  ];
  expect(read("task,worker,label\nt1,w1,a\nt2,w1,b\n")).toEqual(plain);
  expect(read("\ufefftask,worker,label\r\nt1,w1,a\r\nt2,w1,b")).toEqual(plain);
  expect(read('"label","task","worker"\n"a","t1","w1"\n\n"b","t2","w1"\n\n')).toEqual(plain);
  expect(read("task,worker,when,label\nt1,w1,noon,a\nt2,w1,,b\n")).toEqual(plain);
});

test("quotes hold commas, quotes and line breaks; lines are still counted by the file", () => {
  expect(read('task,worker,label\n"t,1","w""1","two\nlines"\n')).toEqual([["t,1", 'w"1', "two\nlines"]]);
  const result = readTable(Buffer.from('task,worker,label\n"two\nlines",w,a\n\nt,w,a\n'), names);
  expect(result.ok && [...result.table.lines]).toEqual([2, 5]);
});

test("each value stands once, in order of first appearance", () => {
  const result = readTable(Buffer.from("task,worker,label\nx,w,a\ny,w,a\nx,v,a\n"), names);
  expect(result.ok && result.table.columns[0]).toEqual({ names: ["x", "y"], ids: Int32Array.of(0, 1, 0) });
});

test.each([
  ["", "empty"],
  ["\n\n", "empty"],
  ["task,worker,label\n", "no line below"],
  ["task,worker\nt,w\n", "label is missing"],
  ["task;worker;label\nt;w;a\n", "task, worker, label is missing"],
  ["task,worker,label,task\nt,w,a,t\n", "task stands there twice"],
  ["task,worker,label\nt,w,a\nt,w\n", "Line 3 has 2 fields; the header has 3"],
  ["task,worker,label\nt,w,a,b\n", "Line 2 has 4 fields"],
  ["task,worker,label\nt,w,a\n\nt,,b\n", "Line 4: worker is empty"],
  ["task,worker,label\nt,w,  \n", "Line 2: label is empty"],
  ['task,worker,label\n"t,w,a\n', "Line 2: a quote is not closed"],
  ['task,worker,label\nt,w,"a"b\n', "Line 2: text follows a closing quote"],
  ['task,worker,label\n5" nail,w,a\n', "Line 2: text follows a closing quote, or a quote stands inside a field"],
  ["task,worker,label\n,,\n", "Line 2: task is empty"],
  [`task,worker,label,note\nt,w,a,${"n".repeat(65_536)}\n`, "Line 2: there are more than 64 KiB"],
  ["task,worker,label\nt,w\u0000,a\n", "Line 2: worker has a control character"],
  [`task,worker,label\n${"t".repeat(1001)},w,a\n`, "Line 2: task is longer"],
])("%j is refused: %s", (text, why) => {
  expect(read(text)).toContain(why);
});

test("bytes that are no text are named by their line", () => {
  expect(read(Buffer.concat([Buffer.from("task,worker,label\nt,w,"), Buffer.of(0xff, 0x0a)]))).toContain(
    "Line 2: it is not UTF-8",
  );
});

test("a header in a message carries nothing that a terminal obeys", () => {
  expect(read("\u001b[2Jtask\nx\n")).not.toContain("\u001b");
});

test("whatever is written with quotes is read back", () => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is left out
  const field = fc.string({ minLength: 1 }).filter((text) => text.trim() !== "" && !/[\u0000-\u001f\u007f]/.test(text));
  fc.assert(
    fc.property(fc.array(fc.tuple(field, field, field), { minLength: 1 }), (rows) => {
      const lines = rows.map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(","));
      expect(read(`task,worker,label\r\n${lines.join("\r\n")}\r\n`)).toEqual(rows);
    }),
  );
});
