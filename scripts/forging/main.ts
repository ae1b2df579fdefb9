/**
 * The forging study: honest samples of at least 64 tokens on several backends, forgeries of many sorts, and what verifying makes of
 * them. Writes app/features/generation/replay/tolerances.json and prints the tables of docs/forging-study.md.
 * Usage: npx tsx scripts/forging/main.ts [--keep DIR]   (CHROMIUM_PATH: the browser; DIR: what is drawn and measured, to go on later)
 */
import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { nodeModel } from "#app/features/generation/engine/node-model.server.ts";
import { widestTolerance } from "#app/features/generation/replay/tolerances.ts";
import { drawLong } from "#scripts/forging/draw.ts";
import { listForgeries } from "#scripts/forging/forgeries.ts";
import { honestPairs } from "#scripts/forging/honest.ts";
import { judgeAll, judgePairs, measureAll } from "#scripts/forging/judged.ts";
import { keptIn } from "#scripts/forging/kept.ts";
import { learntTolerance } from "#scripts/forging/learn.ts";
import { readPrompts } from "#scripts/forging/prompts.ts";
import { forgedTable, honestTable, outcomeOf } from "#scripts/forging/table.ts";
import { noisyModel } from "#scripts/forging/writers.ts";

const honestCount = 640;
/** Normal noise on each score, for devices and forms of weights that this study can't run. */
const noise = 0.02;
const noisyCount = 160;

const { values } = parseArgs({ options: { keep: { type: "string" } } });

const kept = keptIn(values.keep);

async function main(): Promise<void> {
  const { session, tokenizer, endTokens, model: starter } = await nodeModel();
  const model = { session, endTokens, contextTokens: starter.contextTokens };
  const prompts = await readPrompts(tokenizer);
  const honest = await kept("honest node", () => drawLong(model, prompts, { count: honestCount, seed: 1 }));

  const pairs = await honestPairs(model, honest, kept);
  const noisy = await kept("noisy", () => measureAll(noisyModel(model, noise), honest.slice(0, noisyCount)));
  const learnt = pairs.map(({ name, on, learning }) => ({ name, ...learntTolerance(learning, { on }) }));
  const unmeasured = learntTolerance(noisy.slice(0, noisyCount / 2), { on: "graphics", how: "simulated" });
  const file = { madeBy: "scripts/forging/main.ts", pairs: learnt, unmeasured };
  await writeFile("app/features/generation/replay/tolerances.json", `${JSON.stringify(file, null, 2)}\n`);

  const honestRows = pairs.map(({ name, reporting }, at) => {
    return { name, outcome: outcomeOf(judgeAll(reporting, learnt[at] ?? unmeasured)) };
  });
  const noisyOutcome = outcomeOf(judgeAll(noisy.slice(noisyCount / 2), unmeasured));
  honestRows.push({ name: `noise of ${noise} on each score → node`, outcome: noisyOutcome });
  const [here] = pairs;
  const [own = unmeasured] = learnt;
  const steps = here?.reporting ?? [];
  const half = steps.length / 2;
  const joined = judgePairs(steps.slice(0, half), steps.slice(half), own);
  honestRows.push({ name: `${here?.name}, two steps a sample`, outcome: outcomeOf(joined) });
  console.log(`${honestTable(honestRows)}\n`);

  // What a forger claims as device is not checked: each is met with the widest tolerance that a claim can get.
  const claims = {
    "claims a processor": widestTolerance(learnt.filter(({ name }) => !name.includes("webgpu"))),
    "claims WebGPU": widestTolerance(learnt),
    "claims what nobody measured": unmeasured,
  };
  const forged = await listForgeries({ model, tokenizer, honest, kept });
  const forgedRows = forged.map(({ name, same, measured }) => {
    const outcomes = Object.values(claims).map((tolerance) => outcomeOf(judgeAll(measured, tolerance)));
    return { name, same, samples: measured.length, outcomes };
  });
  const oneStep = forged.find(({ name }) => name.startsWith("one token"))?.measured ?? [];
  const outcomes = Object.values(claims).map((tolerance) => outcomeOf(judgePairs(steps, oneStep, tolerance)));
  forgedRows.push({
    name: "one token in one of two steps",
    same: 0,
    samples: Math.min(steps.length, oneStep.length),
    outcomes,
  });
  console.log(`${forgedTable(forgedRows, Object.keys(claims))}\n`);
}

await main();
