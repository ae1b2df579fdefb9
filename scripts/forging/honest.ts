// Honest samples: written on one backend and measured on another.

import { pairName } from "#app/features/generation/replay/tolerances.ts";
import { openBrowser, type StudyBrowser } from "#scripts/forging/browser.ts";
import type { StudyModel, Written } from "#scripts/forging/draw.ts";
import { type Measured, measureAll } from "#scripts/forging/judged.ts";
import type { Kept } from "#scripts/forging/kept.ts";

/** Of one pair of backends: one half to learn from, the other to report. */
export type HonestPair = {
  name: string;
  on: "processor" | "graphics";
  learning: Array<Measured>;
  reporting: Array<Measured>;
};

type Backend = "node" | "wasm" | "webgpu";

/** WebGPU runs on SwiftShader here, at a hundredth of the speed; a text that is written takes a hundred passes, one that is measured one. */
const written: Readonly<Record<Backend, number>> = { node: Number.POSITIVE_INFINITY, wasm: 80, webgpu: 4 };
const measured: Readonly<Record<Backend, number>> = { node: Number.POSITIVE_INFINITY, wasm: 80, webgpu: 12 };

const listed: ReadonlyArray<[Backend, Backend]> = [
  ["node", "node"],
  ["wasm", "node"],
  ["node", "wasm"],
  ["wasm", "wasm"],
  ["node", "webgpu"],
  ["webgpu", "node"],
  ["webgpu", "wasm"],
];

export async function honestPairs(
  model: StudyModel,
  honest: ReadonlyArray<Written>,
  kept: Kept,
): Promise<Array<HonestPair>> {
  const browsers = { wasm: lazily(() => openBrowser("wasm")), webgpu: lazily(() => openBrowser("webgpu")) };
  async function writtenOn(backend: Backend): Promise<ReadonlyArray<Written>> {
    if (backend === "node") return honest;
    const slots = evenly(honest, written[backend]);
    return kept(`honest ${backend}`, async () => (await browsers[backend].get()).draw(slots));
  }
  async function measuredOn(backend: Backend, samples: ReadonlyArray<Written>): Promise<Array<Measured>> {
    const some = evenly(samples, measured[backend]);
    return backend === "node" ? measureAll(model, some) : (await browsers[backend].get()).measure(some);
  }

  const pairs: Array<HonestPair> = [];
  for (const [writer, verifier] of listed) {
    const samples = await writtenOn(writer);
    const found = await kept(`${writer} on ${verifier}`, () => measuredOn(verifier, samples));
    const name = pairName({ dtype: "fp32", backend: writer }, { dtype: "fp32", backend: verifier });
    const on = writer === "webgpu" || verifier === "webgpu" ? "graphics" : "processor";
    pairs.push({ name, on, ...halved(found) });
  }
  await browsers.wasm.close();
  await browsers.webgpu.close();
  return pairs;
}

function lazily(open: () => Promise<StudyBrowser>) {
  let opened: Promise<StudyBrowser> | null = null;
  return {
    get: () => {
      opened ??= open();
      return opened;
    },
    close: async () => (await opened)?.close(),
  };
}

/** So many of them, from all parts of the list. */
function evenly<Item>(items: ReadonlyArray<Item>, count: number): Array<Item> {
  if (count >= items.length) return [...items];
  return items.filter(
    (_item, at) => Math.floor((at * count) / items.length) !== Math.floor(((at - 1) * count) / items.length),
  );
}

function halved(measured: Array<Measured>): Pick<HonestPair, "learning" | "reporting"> {
  const half = Math.floor(measured.length / 2);
  return { learning: measured.slice(0, half), reporting: measured.slice(half) };
}
