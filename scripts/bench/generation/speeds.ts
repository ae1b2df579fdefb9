// Tokens a second. The contenders take turns in every round, each second round backwards, so that a busy moment strikes all.
import type { NodeModel } from "#app/features/generation/engine/node-model.server.ts";
import { decoded } from "#scripts/bench/generation/engine.ts";
import type { Prompts } from "#scripts/bench/generation/prompts.ts";
import type { BenchPage } from "#scripts/bench/generation/stage.ts";
import { type ContenderName, inBrowser, type Workload } from "#scripts/bench/generation/workload.ts";
import { type Figure, figureOf, type Ratio } from "#scripts/bench/measure.ts";

const newTokens = 64;

type Everybody = ContenderName | "native";
const everybody: ReadonlyArray<Everybody> = [...inBrowser, "native"];
const withoutEngine = everybody.filter((name) => name !== "engine");
/** 32 long rows with caches of single precision are more than wllama's memory holds: it fails in the middle. */
const withoutWllama = withoutEngine.filter((name) => name !== "wllama");

type Size = { length: "short" | "long"; rows: number; rounds: number; names: ReadonlyArray<Everybody> };

/** Short runs are measured more often. */
const sizes: ReadonlyArray<Size> = [
  { length: "short", rows: 1, rounds: 11, names: everybody },
  { length: "short", rows: 8, rounds: 7, names: everybody },
  { length: "short", rows: 32, rounds: 5, names: everybody },
  { length: "long", rows: 1, rounds: 7, names: withoutEngine },
  { length: "long", rows: 8, rounds: 5, names: withoutEngine },
  { length: "long", rows: 32, rounds: 5, names: withoutWllama },
];

type Timed = (name: Everybody, asked: Workload) => Promise<number>;

/** `native`: onnxruntime-node with our loop, on one thread. */
export async function speedsOf(bench: BenchPage, native: NodeModel, prompts: Prompts): Promise<Array<Figure>> {
  const milliseconds: Timed = async (name, asked) => {
    if (name !== "native") return (await bench.run(name, asked)).milliseconds;
    const started = performance.now();
    await decoded(native.session, asked);
    return performance.now() - started;
  };
  const figures: Array<Figure> = [];
  for (const { length, rows, rounds, names } of sizes) {
    console.error(`Timing ${rows} rows after the ${length} prompt.`);
    if (names.includes("wllama")) await bench.open("wllama", rows);
    const asked = { ...prompts[length], rows, newTokens, isGreedy: false };
    const found = await takeTurns(names, rounds, (name) => milliseconds(name, asked));
    for (const [name, spent] of found) {
      const rates = spent.map((value) => (1_000 * rows * newTokens) / value);
      const figure = figureOf(`tokens/s ${name} b${rows} ${length}`, "tokens/s", rates);
      console.error(`${figure.name}: ${Math.round(figure.value)}`);
      figures.push(figure);
    }
  }
  await bench.open("wllama", 1);
  return [...figures, ...(await firstTokens(prompts, milliseconds))];
}

async function firstTokens({ short }: Prompts, milliseconds: Timed): Promise<Array<Figure>> {
  const asked = { ...short, rows: 1, newTokens: 1, isGreedy: false };
  const found = await takeTurns(withoutEngine, 15, (name) => milliseconds(name, asked));
  return [...found].map(([name, spent]) => figureOf(`first token, warm, ${name}`, "ms", spent));
}

/** One round more than is counted: the first warms up. */
async function takeTurns(
  names: ReadonlyArray<Everybody>,
  rounds: number,
  measured: (name: Everybody) => Promise<number>,
): Promise<Map<Everybody, Array<number>>> {
  const found = new Map<Everybody, Array<number>>(names.map((name) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const value = await measured(name);
      if (round > 0) found.get(name)?.push(value);
    }
  }
  return found;
}

const compared = [
  { others: ["stock", "bare", "wllama", "native"], length: "short", rows: [1, 8, 32] },
  { others: ["stock", "bare", "wllama", "native"], length: "long", rows: [1, 8, 32] },
  { others: ["engine"], length: "short", rows: [1, 8, 32] },
] as const;

export function speedRatios(figures: ReadonlyArray<Figure>): Array<Ratio> {
  const medianOf = (name: string) => figures.find((figure) => figure.name === name)?.value;
  return compared.flatMap(({ others, length, rows }) =>
    others.flatMap((other) =>
      rows.flatMap((count) => {
        const ours = medianOf(`tokens/s ours b${count} ${length}`);
        const theirs = medianOf(`tokens/s ${other} b${count} ${length}`);
        if (ours === undefined || theirs === undefined) return [];
        return [{ name: `tokens/s ours/${other} b${count}${length === "long" ? " long" : ""}`, value: ours / theirs }];
      }),
    ),
  );
}
