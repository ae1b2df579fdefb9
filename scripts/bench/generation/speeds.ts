// Tokens a second. The contenders take turns in every round, each second round backwards, so that a busy moment strikes all.
import type { NodeModel } from "#app/features/generation/node-model.server.ts";
import { decoded } from "#scripts/bench/generation/engine.ts";
import type { Prompts } from "#scripts/bench/generation/prompts.ts";
import type { BenchPage } from "#scripts/bench/generation/stage.ts";
import { inBrowser, type Workload } from "#scripts/bench/generation/workload.ts";
import { type Figure, figureOf, type Ratio } from "#scripts/bench/measure.ts";

const newTokens = 64;

/** Short runs are measured more often. */
const sizes = [
  { length: "short", rows: 1, rounds: 15 },
  { length: "short", rows: 8, rounds: 9 },
  { length: "short", rows: 32, rounds: 7 },
  { length: "long", rows: 1, rounds: 9 },
  { length: "long", rows: 8, rounds: 5 },
  { length: "long", rows: 32, rounds: 5 },
] as const;

const everybody = [...inBrowser, "native"] as const;
type Everybody = (typeof everybody)[number];

/** `native`: onnxruntime-node with our loop, on one thread. */
export async function speedsOf(bench: BenchPage, native: NodeModel, prompts: Prompts): Promise<Array<Figure>> {
  const milliseconds = async (name: Everybody, asked: Workload) => {
    if (name !== "native") return (await bench.run(name, asked)).milliseconds;
    const started = performance.now();
    await decoded(native.session, asked);
    return performance.now() - started;
  };
  const figures: Array<Figure> = [];
  for (const { length, rows, rounds } of sizes) {
    const asked = { ...prompts[length], rows, newTokens, isGreedy: false };
    const found = await turns(rounds, (name) => milliseconds(name, asked));
    figures.push(
      ...everybody.map((name) => {
        const rates = (found.get(name) ?? []).map((spent) => (1_000 * rows * newTokens) / spent);
        return figureOf(`tokens/s ${name} b${rows} ${length}`, "tokens/s", rates);
      }),
    );
  }
  return [
    ...figures,
    ...(await firstTokens({ ...prompts.short, rows: 1, newTokens: 1, isGreedy: false }, milliseconds)),
  ];
}

async function firstTokens(asked: Workload, milliseconds: (name: Everybody, asked: Workload) => Promise<number>) {
  const found = await turns(15, (name) => milliseconds(name, asked));
  return everybody.map((name) => figureOf(`first token, warm, ${name}`, "ms", found.get(name) ?? []));
}

/** The first round warms up and is forgotten. */
async function turns(
  rounds: number,
  measured: (name: Everybody) => Promise<number>,
): Promise<Map<Everybody, Array<number>>> {
  const found = new Map<Everybody, Array<number>>(everybody.map((name) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const name of round % 2 === 0 ? everybody : everybody.toReversed()) {
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
  const medianOf = (name: string) => figures.find((figure) => figure.name === name)?.value ?? Number.NaN;
  return compared.flatMap(({ others, length, rows }) =>
    others.flatMap((other) =>
      rows.map((count) => ({
        name: `tokens/s ours/${other} b${count}${length === "long" ? " long" : ""}`,
        value: medianOf(`tokens/s ours b${count} ${length}`) / medianOf(`tokens/s ${other} b${count} ${length}`),
      })),
    ),
  );
}
