// What a crowd's answers add up to, for anyone's own answers.
// npm run -s aggregate -- --kind label|prefer --method METHOD --in ANSWERS.csv --out RESULT.csv [--gold GOLD.csv] [--json]
import { realpathSync } from "node:fs";
import { parseArgs } from "node:util";
import type { Aggregation } from "./aggregate/aggregation.ts";
import { readBytes, writeRows } from "./aggregate/files.ts";
import { aggregateLabels, goldColumns, labelChoices, labelColumns } from "./aggregate/labels.ts";
import { aggregatePairs, pairColumns, pairMethods } from "./aggregate/prefer.ts";
import { readTable, type TableRead } from "./aggregate/table.ts";

const usage = [
  "npm run -s aggregate -- --kind label|prefer --method METHOD --in ANSWERS.csv --out RESULT.csv [--gold GOLD.csv] [--json]",
  `  label: ${labelColumns.join(",")} → task,label,probability; methods ${labelChoices.join(", ")}; gold ${goldColumns.join(",")}`,
  `  prefer: ${pairColumns.join(",")} → item,score,low,high; methods auto, ${pairMethods.join(", ")}`,
].join("\n");

type Asked = { kind: string; method: string; in: string; out: string; gold: string | undefined; json: boolean };

run();

function run(): void {
  const asked = askedFor();
  const result = aggregated(asked);
  if (!result.ok) refuse(result.why);
  const wrong = writeRows(asked.out, withHeader(result.header, result.rows));
  if (wrong) refuse(wrong);
  for (const note of result.notes) console.error(note);
  if (asked.json) console.log(JSON.stringify(result.summary));
  else console.error(`${result.summary.method} (${result.summary.reason}): ${asked.out}`);
}

function askedFor(): Asked {
  try {
    const { values } = parseArgs({
      options: {
        kind: { type: "string" },
        method: { type: "string", default: "auto" },
        in: { type: "string" },
        out: { type: "string" },
        gold: { type: "string" },
        json: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    if (values.help) {
      console.log(usage);
      process.exit(0);
    }
    const { kind, in: answers, out, method, gold, json } = values;
    if (!kind || !answers || !out) refuse(`--kind, --in and --out are needed.\n${usage}`);
    return { kind, method, in: answers, out, gold, json };
  } catch (error) {
    refuse(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}

function aggregated(asked: Asked): Aggregation {
  for (const file of [asked.in, asked.gold]) {
    if (file && isSameFile(file, asked.out))
      return { ok: false, why: `--out is ${file} itself; nothing is written over it.` };
  }
  switch (asked.kind) {
    case "label":
      return labels(asked);
    case "prefer":
      return pairs(asked);
    default:
      return { ok: false, why: `--kind is label or prefer, not "${asked.kind}".` };
  }
}

function labels(asked: Asked): Aggregation {
  const method = labelChoices.find((name) => name === asked.method);
  if (!method)
    return { ok: false, why: `--method for label is one of ${labelChoices.join(", ")}, not "${asked.method}".` };
  const table = tableOf(asked.in, labelColumns);
  if (!table.ok) return table;
  const gold = asked.gold ? tableOf(asked.gold, goldColumns) : null;
  if (gold && !gold.ok) return gold;
  const result = aggregateLabels({ table: table.table, gold: gold?.table ?? null, method });
  return result.ok || !asked.gold ? result : { ok: false, why: `${asked.gold}: ${result.why}` };
}

function pairs(asked: Asked): Aggregation {
  const choices = ["auto" as const, ...pairMethods];
  const method = choices.find((name) => name === asked.method);
  if (!method) return { ok: false, why: `--method for prefer is one of ${choices.join(", ")}, not "${asked.method}".` };
  if (asked.gold) return { ok: false, why: "--gold is for --kind label." };
  const table = tableOf(asked.in, pairColumns);
  if (!table.ok) return table;
  const result = aggregatePairs(table.table, method);
  return result.ok ? result : { ok: false, why: `${asked.in}: ${result.why}` };
}

function tableOf(file: string, columns: ReadonlyArray<string>): TableRead {
  const read = readBytes(file);
  if (!read.ok) return read;
  const table = readTable(read.bytes, columns);
  return table.ok ? table : { ok: false, why: `${file}: ${table.why}` };
}

function isSameFile(left: string, right: string): boolean {
  try {
    return realpathSync(left) === realpathSync(right);
  } catch {
    return false;
  }
}

function* withHeader(header: ReadonlyArray<string>, rows: Iterable<ReadonlyArray<string>>) {
  yield header;
  yield* rows;
}

function refuse(why: string): never {
  console.error(why);
  process.exit(1);
}
