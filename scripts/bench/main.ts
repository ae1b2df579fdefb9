// Measures and says so: npm run -s bench -- NAME [--json FILE] [--data FOLDER]
// NAME.ts beside this file exports `bench`; what it returns is printed, and written to FILE with the machine.
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { type BenchOptions, type Measured, machine } from "./measure.ts";

type Bench = { bench: (options: BenchOptions) => Promise<Measured> | Measured };

const benches: Record<string, () => Promise<Bench>> = {
  generation: () => import("./generation.ts"),
  quality: () => import("./quality.ts"),
  tasks: () => import("./tasks.ts"),
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: "string" }, data: { type: "string", default: "../shared/data/crowd" } },
});
const [name = ""] = positionals;
const load = benches[name];
if (!load) {
  console.error(
    `npm run -s bench -- NAME [--json FILE] [--data FOLDER], NAME being one of ${Object.keys(benches).join(", ")}`,
  );
  process.exit(1);
}

const { bench } = await load();
const { figures, ratios, chromium } = await bench({ dataFolder: values.data });
for (const { name: figure, value, unit, n, min, max } of figures) {
  const spread = n > 1 ? `  (${n} runs, ${shown(min)} to ${shown(max)})` : "";
  console.log(`${figure}: ${shown(value)} ${unit}${spread}`);
}
for (const ratio of ratios) console.log(`${ratio.name}: ${shown(ratio.value)}`);
if (values.json) {
  const measured = { name, machine: { ...machine(), ...(chromium ? { chromium } : {}) }, figures, ratios };
  writeFileSync(values.json, `${JSON.stringify(measured, null, 2)}\n`);
}

function shown(value: number): string {
  return Number(value.toPrecision(4)).toString();
}
