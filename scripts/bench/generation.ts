// How fast we generate: the same weights in one Chromium and one run, ours beside transformers.js, a bare session loop, llama.cpp in
// WASM (wllama) and onnxruntime-node; and what a newcomer waits for on the site's own page.
import { nodeModel } from "#app/features/generation/engine/node-model.server.ts";
import { requireAgreement } from "#scripts/bench/generation/agreement.ts";
import { coldFirstTokens, peakMemory } from "#scripts/bench/generation/fresh-pages.ts";
import { benchPrompts } from "#scripts/bench/generation/prompts.ts";
import { siteFigures } from "#scripts/bench/generation/site-page.ts";
import { speedRatios, speedsOf } from "#scripts/bench/generation/speeds.ts";
import { openStage, type Stage } from "#scripts/bench/generation/stage.ts";
import { inBrowser } from "#scripts/bench/generation/workload.ts";
import { figureOf, type Measured } from "#scripts/bench/measure.ts";

export async function bench(): Promise<Measured> {
  const stage = await openStage();
  try {
    return await measure(stage);
  } finally {
    await stage.stop();
  }
}

async function measure(stage: Stage): Promise<Measured> {
  const native = await nodeModel();
  const prompts = benchPrompts(native.tokenizer);
  const bench = await stage.newPage();
  for (const name of inBrowser) await bench.open(name, 1);
  console.error("Comparing what they write.");
  await requireAgreement(bench, native, prompts);
  const speeds = await speedsOf(bench, native, prompts);
  await bench.page.context().close();
  console.error("Opening new pages.");
  const figures = [
    figureOf("prompt, short", "tokens", [prompts.short.promptTokens.length]),
    figureOf("prompt, long", "tokens", [prompts.long.promptTokens.length]),
    ...speeds,
    ...(await coldFirstTokens(stage, prompts)),
    ...(await peakMemory(stage, prompts)),
    ...(await siteFigures(stage)),
  ];
  return { figures, ratios: speedRatios(speeds), chromium: stage.browser.version() };
}
