// The site's own page, signed out and for the first time: how soon its first token comes, whether anything comes from elsewhere, and
// what the page adds to its worker's time.
import { starter } from "#app/features/generation/models/catalogue.ts";
import { workerModelFor } from "#app/features/generation/models/model-for.ts";
import { countOtherOrigins } from "#scripts/bench/generation/other-origins.ts";
import type { Stage } from "#scripts/bench/generation/stage.ts";
import { type Figure, figureOf } from "#scripts/bench/measure.ts";
import { startSiteProcess } from "#scripts/bench/site-process.ts";
import { startDatabase } from "#scripts/bench/tasks/database.ts";

type Draw = { message: unknown; startedAt: number; firstAt?: number; endedAt?: number };

declare global {
  /** In the site's page. */
  var seen: { clickedAt: number; draws: Array<Draw> };
}

const rounds = 10;
/** Of a round; the first ones warm the worker up and are not counted. */
const drawsARound = { all: 60, warmUp: 10 };

export async function siteFigures(stage: Stage): Promise<Array<Figure>> {
  const database = await startDatabase();
  const site = await startSiteProcess();
  const others = await countOtherOrigins();
  try {
    const cold: Array<number> = [];
    const overheads: Array<number> = [];
    const onSite = async () => {
      const watched = await watchFirstRun(stage, `${site.origin}/generate`, others.server);
      cold.push(watched.firstTokenMs);
      return watched;
    };
    // Every visit asks for the same draws, so the two can take turns at going first.
    const { draws } = await onSite();
    for (let round = 0; round < rounds; round++) {
      const before = round % 2 === 0 ? null : await alone(stage, draws);
      const { spent } = await onSite();
      overheads.push(percentMore(spent, before ?? (await alone(stage, draws))));
    }
    return [
      figureOf("first token, cold, ours on the site's page", "ms", cold),
      figureOf("what the page adds to its worker's time", "%", overheads),
      figureOf("bytes from other origins, starter's first run", "bytes", [others.bytes()]),
    ];
  } finally {
    await others.stop();
    await site.stop();
    await database.stop();
  }
}

/** Everything that is not on this machine goes to the proxy. */
async function watchFirstRun({ browser }: Stage, url: string, proxy: string) {
  const context = await browser.newContext({ locale: "en-US", proxy: { server: proxy, bypass: "127.0.0.1" } });
  const page = await context.newPage();
  await page.addInitScript(listenToWorkers);
  await page.goto(url);
  // A page that lies still: it says where the model will run, here without a graphics processor.
  await page.getByText("WASM on your processor").waitFor();
  await page.getByRole("button", { name: /^Start/ }).click();
  await page.waitForFunction(hasEnded, drawsARound.all, { timeout: 120_000, polling: 500 });
  const { clickedAt, draws } = await page.evaluate(() => seen);
  await context.close();
  const ended = draws
    .slice(0, drawsARound.all)
    .flatMap(({ message, startedAt, endedAt }) =>
      endedAt === undefined ? [] : [{ message, spent: endedAt - startedAt }],
    );
  return {
    firstTokenMs: (draws[0]?.firstAt ?? Number.NaN) - clickedAt,
    draws: ended.map(({ message }) => message),
    spent: ended.map(({ spent }) => spent),
  };
}

/** Runs in the page before its own scripts: notes what passes between it and its workers, and counts up where it wants chance. */
function listenToWorkers(): void {
  globalThis.seen = { clickedAt: 0, draws: [] };
  let chance = 0;
  crypto.getRandomValues = (array) => {
    if (array instanceof Uint32Array) for (const at of array.keys()) array[at] = ++chance;
    return array;
  };
  addEventListener("click", () => (seen.clickedAt ||= performance.now()), { capture: true });
  globalThis.Worker = class extends Worker {
    constructor(...given: ConstructorParameters<typeof Worker>) {
      super(...given);
      this.addEventListener("message", ({ data }: MessageEvent<{ type: string }>) => {
        const draw = seen.draws.at(-1);
        if (!draw) return;
        if (data.type === "rows" || data.type === "row") draw.firstAt ??= performance.now();
        if (data.type !== "done") return;
        // After the page's own listeners have had their turn.
        setTimeout(() => {
          draw.endedAt = performance.now();
        });
      });
    }
    override postMessage(...given: [message: { type: string }]): void {
      const [message] = given;
      if (message.type === "draw") seen.draws.push({ message, startedAt: performance.now() });
      super.postMessage(...given);
    }
  };
}

function hasEnded(draws: number): boolean {
  return seen.draws.filter(({ endedAt }) => endedAt !== undefined).length >= draws;
}

async function alone({ newPage }: Stage, draws: ReadonlyArray<unknown>): Promise<Array<number>> {
  const { page } = await newPage();
  const model = workerModelFor(starter, "fp32", new URL(page.url()).origin);
  const milliseconds = await page.evaluate(([what, asked]) => bench.replayDraws(what, asked), [model, draws] as const);
  await page.context().close();
  return milliseconds;
}

/** By the median draw: one that the machine held up says nothing of the page. */
function percentMore(onSite: ReadonlyArray<number>, alone: ReadonlyArray<number>): number {
  const ratios = onSite.map((spent, draw) => spent / (alone[draw] ?? Number.NaN)).slice(drawsARound.warmUp);
  return 100 * (figureOf("", "", ratios).value - 1);
}
