// Honest samples: written on one backend and measured on another.

import { pairName } from "#app/features/generation/tolerances.ts";
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

/** WebGPU runs on SwiftShader here, at a hundredth of the speed. */
const samplesOf = { node: Number.POSITIVE_INFINITY, wasm: 80, webgpu: 8 } as const;
type Backend = keyof typeof samplesOf;

const listed: ReadonlyArray<[Backend, Backend]> = [
  ["node", "node"],
  ["wasm", "node"],
  ["node", "wasm"],
  ["wasm", "wasm"],
  ["webgpu", "node"],
  ["webgpu", "wasm"],
  ["node", "webgpu"],
];

export async function honestPairs(
  model: StudyModel,
  honest: ReadonlyArray<Written>,
  kept: Kept,
): Promise<Array<HonestPair>> {
  const browsers = { wasm: lazily(() => openBrowser("wasm")), webgpu: lazily(() => openBrowser("webgpu")) };
  const measuredOn = (backend: Backend, samples: ReadonlyArray<Written>) =>
    backend === "node" ? measureAll(model, samples) : browsers[backend].get().then((there) => there.measure(samples));
  const written: Record<Backend, ReadonlyArray<Written>> = { node: honest, wasm: [], webgpu: [] };
  for (const device of ["wasm", "webgpu"] as const) {
    const slots = evenly(honest, samplesOf[device]);
    written[device] = await kept(`honest ${device}`, async () => (await browsers[device].get()).draw(slots));
  }

  const pairs: Array<HonestPair> = [];
  for (const [writer, verifier] of listed) {
    const some = evenly(written[writer], Math.min(samplesOf[writer], samplesOf[verifier]));
    const measured = await kept(`${writer} on ${verifier}`, () => measuredOn(verifier, some));
    const name = pairName({ dtype: "fp32", backend: writer }, { dtype: "fp32", backend: verifier });
    const on = writer === "webgpu" || verifier === "webgpu" ? "graphics" : "processor";
    pairs.push({ name, on, ...halved(measured) });
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
