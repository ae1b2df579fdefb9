// The command as people call it: files in, files out, messages and exit codes.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";

const folder = mkdtempSync(path.join(tmpdir(), "aggregate-"));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

type Result = { code: number | null; out: string | null; stdout: string; stderr: string; left: Array<string> };

/** Runs the command on `answers` in a folder of its own; `out` is what it wrote. */
function aggregate(answers: string, { gold, args = [] }: { gold?: string; args?: Array<string> } = {}): Result {
  files++;
  const place = mkdtempSync(path.join(folder, `${files}-`));
  writeFileSync(path.join(place, "answers.csv"), answers);
  if (gold !== undefined) writeFileSync(path.join(place, "gold.csv"), gold);
  const script = path.resolve("scripts/aggregate.ts");
  const given = ["--kind", "label", "--in", "answers.csv", "--out", "result.csv"];
  const known = gold === undefined ? [] : ["--gold", "gold.csv"];
  const loader = pathToFileURL(path.resolve("node_modules/tsx/dist/loader.mjs")).href;
  const options = { cwd: place, encoding: "utf8" as const };
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", loader, script, ...given, ...known, ...args],
    options,
  );
  const left = readdirSync(place).filter((name) => !["answers.csv", "gold.csv"].includes(name));
  const out = left.includes("result.csv") ? readFileSync(path.join(place, "result.csv"), "utf8") : null;
  return { code: status, out, stdout, stderr, left };
}

const answers = "task,worker,label\n10,a,yes\n10,b,yes\n10,c,no\n9,a,no\n9,b,no\n9,c,no\n";

test("a result has a row a task, in an order of its own; the summary alone is on stdout", () => {
  const { code, out, stdout } = aggregate(answers, { args: ["--method", "majority", "--json"] });
  expect(code).toBe(0);
  expect(out).toBe("task,label,probability\n9,no,1\n10,yes,0.666667\n");
  expect(JSON.parse(stdout)).toMatchObject({
    method: "majority",
    reason: expect.any(String),
    seconds: expect.any(Number),
    answers: 6,
    tasks: 2,
    workers: 3,
    labels: 2,
  });
});

test("a BOM, CRLF, quotes, other column orders and shuffled lines change nothing", () => {
  const other = `\ufefflabel,worker,task\r\n${answers.trim().split("\n").slice(1).reverse().map(reordered).join("\r\n")}\r\n`;
  const args = ["--method", "dawid-skene"];
  expect(aggregate(other, { args }).out).toBe(aggregate(answers, { args }).out);
});

function reordered(line: string): string {
  return line
    .split(",")
    .reverse()
    .map((field) => `"${field}"`)
    .join(",");
}

test("auto says why, and gold stands in the result", () => {
  const { code, out, stdout } = aggregate(answers, { gold: "task,label\n10,no\n77,yes\n", args: ["--json"] });
  expect(code).toBe(0);
  expect(out).toContain("10,no,1\n");
  expect(JSON.parse(stdout)).toMatchObject({ method: "majority", reason: expect.stringContaining("too few"), gold: 1 });
});

test("answers that repeat a task and worker count each, and are told with their lines", () => {
  const { code, out, stderr } = aggregate(`${answers}10,c,no\n10,c,no\n`, { args: ["--method", "majority"] });
  expect(code).toBe(0);
  expect(out).toContain("10,no,0.6\n");
  expect(stderr).toContain("lines 4 and 8");
});

test.each<[string, { answers?: string; gold?: string; args?: Array<string> }, string]>([
  ["a bad line", { answers: `${answers}11,a\n` }, "Line 8 has 2 fields"],
  ["a wrong header", { answers: "item,worker,label\n1,a,b\n" }, "task is missing"],
  ["an empty file", { answers: "" }, "empty"],
  ["an unknown method", { args: ["--method", "oracle"] }, '"oracle"'],
  ["a method of the other kind", { args: ["--method", "bradley-terry"] }, "one of auto, majority"],
  ["an unknown kind", { args: ["--kind", "rank"] }, '"rank"'],
  ["an unknown option", { args: ["--quick"] }, "--quick"],
  ["a file that is not there", { args: ["--in", "none.csv"] }, "no such file"],
  ["gold that contradicts itself", { gold: "task,label\n9,no\n9,yes\n" }, "Line 3"],
  ["a folder that is not there", { args: ["--out", "none/result.csv"] }, "can't be written"],
  ["the answers as the result's place", { args: ["--out", "answers.csv"] }, "nothing is written over it"],
])("%s: a sentence on stderr, a code, and nothing written", (_, given, why) => {
  const { code, left, stdout, stderr } = aggregate(given.answers ?? answers, given);
  expect(code).toBe(1);
  expect(stderr).toContain(why);
  expect(stdout).toBe("");
  expect(left).toEqual([]);
});

test("pairs become scores", () => {
  const votes = "left,right,label,worker\nx,y,x,a\nx,y,x,b\ny,x,tie,c\n";
  const { code, out } = aggregate(votes, { args: ["--kind", "prefer", "--method", "bradley-terry"] });
  expect(code).toBe(0);
  expect(out?.split("\n")[0]).toBe("item,score,low,high");
  expect(out?.split("\n")[1]).toMatch(/^x,/);
});
