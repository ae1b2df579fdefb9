// Writes the tables of docs/benchmarks.md from docs/benchmarks/*.json: npx tsx scripts/benchmark-tables.ts
// What stands between the two comments of a name is replaced; everything else there is written by hand.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { z } from "zod";

const document = "docs/benchmarks.md";
const figure = z.object({
  name: z.string(),
  value: z.number(),
  unit: z.string(),
  n: z.number(),
  min: z.number(),
  max: z.number(),
});
const bench = z.object({
  name: z.string(),
  machine: z.object({
    cpu: z.string(),
    cores: z.number(),
    memoryBytes: z.number(),
    node: z.string(),
    chromium: z.string().optional(),
  }),
  figures: z.array(figure),
  ratios: z.array(z.object({ name: z.string(), value: z.number() })),
});
type Bench = z.infer<typeof bench>;

const accuracy = /^(.+?):? accuracy (\S+)/;
const speed = /^tokens\/s (.+) (b\d+ \w+)$/;
const marker = /<!-- bench (\S+) -->[\s\S]*?<!-- end -->/g;
const text = readFileSync(document, "utf8");
writeFileSync(
  document,
  text.replace(marker, (_, name: string) => `<!-- bench ${name} -->\n${tables(name)}\n<!-- end -->`),
);

function tables(name: string): string {
  const file = `docs/benchmarks/${name}.json`;
  if (!existsSync(file)) return "Not measured yet.";
  const measured = bench.parse(JSON.parse(readFileSync(file, "utf8")));
  return [
    machineLine(measured),
    accuracyTable(measured),
    speedTable(measured),
    figureTable(measured),
    ratioTable(measured),
  ]
    .filter(Boolean)
    .join("\n\n");
}

function machineLine({ machine: { cpu, cores, memoryBytes, node, chromium } }: Bench): string {
  const browser = chromium ? `, Chromium ${chromium}` : "";
  return `Measured on ${cpu}, ${cores} cores, ${Math.round(memoryBytes / 2 ** 30)} GiB of memory, Node ${node}${browser}.`;
}

/** A row a set, a column a method. */
function accuracyTable({ figures }: Bench): string {
  const found = figures.flatMap(({ name, value }) => {
    const [, set, method] = accuracy.exec(name) ?? [];
    return set && method ? [{ set, method, value }] : [];
  });
  if (found.length === 0) return "";
  const methods = [...new Set(found.map(({ method }) => method))];
  const rows = [...new Set(found.map(({ set }) => set))].map((set) => {
    const values = methods.map((method) => found.find((one) => one.set === set && one.method === method)?.value);
    const best = Math.max(...values.map((value) => value ?? 0));
    const cells = values.map((value) => {
      if (value === undefined) return "";
      return value === best ? `**${value.toFixed(4)}**` : value.toFixed(4);
    });
    return `| ${set} | ${cells.join(" | ")} |`;
  });
  const head = `| share of right labels | ${methods.join(" | ")} |`;
  return [head, `| --- |${" ---: |".repeat(methods.length)}`, ...rows].join("\n");
}

/** A row a contender, a column a size: the median, and from the least to the most. */
function speedTable({ figures }: Bench): string {
  const found = figures.flatMap((figure) => {
    const [, contender, size] = speed.exec(figure.name) ?? [];
    return contender && size ? [{ contender, size, figure }] : [];
  });
  if (found.length === 0) return "";
  const sizes = [...new Set(found.map(({ size }) => size))];
  const rows = [...new Set(found.map(({ contender }) => contender))].map((contender) => {
    const cells = sizes.map((size) => {
      const { figure } = found.find((one) => one.contender === contender && one.size === size) ?? {};
      return figure ? `${whole(figure.value)} (${whole(figure.min)} to ${whole(figure.max)})` : "";
    });
    return `| ${contender} | ${cells.join(" | ")} |`;
  });
  const head = `| tokens/s | ${sizes.join(" | ")} |`;
  return [head, `| --- |${" ---: |".repeat(sizes.length)}`, ...rows].join("\n");
}

function whole(value: number): string {
  return Math.round(value).toLocaleString("en-GB");
}

function figureTable({ figures }: Bench): string {
  const others = figures.filter(({ name }) => !accuracy.test(name) && !speed.test(name));
  if (others.length === 0) return "";
  const rows = others.map(({ name, value, unit, n, min, max }) => {
    const spread = n > 1 ? `${shown(min)} to ${shown(max)} (${n})` : "";
    return `| ${name} | ${shown(value)} | ${unit} | ${spread} |`;
  });
  return ["| figure | median | unit | least to most (runs) |", "| --- | ---: | --- | --- |", ...rows].join("\n");
}

function ratioTable({ ratios }: Bench): string {
  if (ratios.length === 0) return "";
  const rows = ratios.map(({ name, value }) => `| ${name} | ${shown(value)} |`);
  return ["| ratio | value |", "| --- | ---: |", ...rows].join("\n");
}

function shown(value: number): string {
  const rounded = Math.abs(value) >= 1000 ? Math.round(value) : Number(value.toPrecision(4));
  return rounded.toLocaleString("en-GB", { maximumFractionDigits: 6 });
}
