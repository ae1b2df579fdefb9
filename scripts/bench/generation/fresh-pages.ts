// What is measured on a page that nobody has used before: the first token with nothing cached, and the memory a contender takes.
import { readFile } from "node:fs/promises";
import type { Browser } from "@playwright/test";
import { z } from "zod";
import type { Prompts } from "#scripts/bench/generation/prompts.ts";
import type { Stage } from "#scripts/bench/generation/stage.ts";
import { inBrowser, mostRows } from "#scripts/bench/generation/workload.ts";
import { type Figure, figureOf } from "#scripts/bench/measure.ts";

const rounds = 3;
const contenders = inBrowser.filter((name) => name !== "engine");

/** From asking for a worker to its first token: runtime and model are fetched from this machine, compiled and warmed up. */
export async function coldFirstTokens({ newPage }: Stage, prompts: Prompts): Promise<Array<Figure>> {
  const asked = { ...prompts.short, rows: 1, newTokens: 1, isGreedy: false };
  const found = new Map(contenders.map((name) => [name, [] as Array<number>]));
  for (let round = 0; round < rounds; round++) {
    for (const name of round % 2 === 0 ? contenders : contenders.toReversed()) {
      const fresh = await newPage();
      const started = performance.now();
      await fresh.open(name, 1);
      await fresh.run(name, asked);
      found.get(name)?.push(performance.now() - started);
      await fresh.page.context().close();
    }
  }
  return [...found].map(([name, spent]) => figureOf(`first token, cold, ${name}`, "ms", spent));
}

/** The most that the page's process ever held, after 32 rows; nothing where the system does not say, and not of wllama (speeds.ts). */
export async function peakMemory({ browser, newPage }: Stage, prompts: Prompts): Promise<Array<Figure>> {
  const asked = { ...prompts.long, rows: mostRows, newTokens: 64, isGreedy: false };
  const figures: Array<Figure> = [];
  for (const name of ["an empty page", ...contenders.filter((name) => name !== "wllama")] as const) {
    const before = await renderers(browser);
    const fresh = await newPage();
    if (name !== "an empty page") {
      await fresh.open(name, mostRows);
      await fresh.run(name, asked);
    }
    const own = (await renderers(browser)).filter((id) => !before.includes(id));
    const bytes = await Promise.all(own.map(mostBytes));
    const known = bytes.filter((value) => value !== null);
    if (known.length > 0) figures.push(figureOf(`peak memory ${name} b32 long`, "MB", [Math.max(...known) / 1e6]));
    await fresh.page.context().close();
  }
  return figures;
}

const processes = z.object({ processInfo: z.array(z.object({ type: z.string(), id: z.number() })) });

async function renderers(browser: Browser): Promise<Array<number>> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = processes.parse(await session.send("SystemInfo.getProcessInfo"));
  await session.detach();
  return processInfo.filter(({ type }) => type === "renderer").map(({ id }) => id);
}

async function mostBytes(processId: number): Promise<number | null> {
  const status = await readFile(`/proc/${processId}/status`, "utf8").catch(() => "");
  const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(status) ?? [];
  return kilobytes ? Number(kilobytes) * 1024 : null;
}
