// What a measurement stands on: the built page on a server of its own, the model in two forms, and one Chromium.
import { createHash } from "node:crypto";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import { z } from "zod";
import { starter } from "#app/features/generation/models/catalogue.ts";
import { workerModelFor } from "#app/features/generation/models/model-for.ts";
import type { Address, Bench } from "#scripts/bench/generation/page/main.ts";
import { buildPage } from "#scripts/bench/generation/page-build.ts";
import { type PageServer, startPageServer } from "#scripts/bench/generation/page-server.ts";
import { starterGguf } from "#scripts/bench/generation/starter-gguf.ts";
import type { ContenderName, Ran, Workload } from "#scripts/bench/generation/workload.ts";
import { findChromium } from "#scripts/test/chromium.mjs";

declare global {
  var bench: Bench;
}

/** A page of the bench, and what its contenders load. */
export type BenchPage = {
  page: Page;
  /** @param rows for how many it makes room */
  open: (name: ContenderName, rows: number) => Promise<void>;
  run: (name: ContenderName, asked: Workload) => Promise<Ran>;
  close: (name: ContenderName) => Promise<void>;
};

export type Stage = {
  browser: Browser;
  /** A page in a context of its own: nothing is cached. */
  newPage: () => Promise<BenchPage>;
  stop: () => Promise<void>;
};

const starterFolder = "public/models/praca/starter";
const endlessId = "praca/endless";
/** Far beyond the vocabulary. */
const noToken = 1_000_000;

export async function openStage(): Promise<Stage> {
  const executablePath = await findChromium();
  if (!executablePath) throw new Error("There is no Chromium: install one, or set CHROMIUM_PATH to its program.");
  const folder = await mkdtemp(path.join(tmpdir(), "praca-bench-"));
  const script = await buildPage(path.join(folder, "page"));
  const files = await writeEndless(path.join(folder, "models", endlessId));
  const server = await startPageServer({
    folders: [path.join(folder, "page"), folder, "public"],
    files: new Map([["/starter.gguf", await starterGguf(starterFolder)]]),
    script,
  });
  // No visits to anywhere else.
  const args = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];
  const browser = await chromium.launch({ executablePath, args });
  return {
    browser,
    newPage: () => newPage(browser, server, addressOn(server, files)),
    stop: async () => {
      await browser.close();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

type Files = NonNullable<(typeof starter.files)["fp32"]>;

const configSchema = z.looseObject({ eos_token_id: z.number() });

/** The starter with an end token that is none of its vocabulary: every row gets its full length. */
async function writeEndless(folder: string): Promise<Files> {
  await cp(starterFolder, folder, { recursive: true });
  for (const name of ["config.json", "generation_config.json"]) {
    const config = configSchema.parse(JSON.parse(await readFile(path.join(folder, name), "utf8")));
    await writeFile(path.join(folder, name), JSON.stringify({ ...config, eos_token_id: noToken }));
  }
  return Promise.all(
    (starter.files.fp32 ?? []).map(async (file) => {
      const bytes = await readFile(path.join(folder, file.path));
      return { path: file.path, bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
    }),
  );
}

function addressOn({ origin }: PageServer, files: Files): Address {
  const endless = { ...starter, id: endlessId, revision: "endless", files: { fp32: files } };
  return {
    modelUrl: `/models/${endlessId}/onnx/model.onnx`,
    ggufUrl: "/starter.gguf",
    model: workerModelFor(endless, "fp32", origin),
  };
}

async function newPage(browser: Browser, { origin }: PageServer, address: Address): Promise<BenchPage> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(origin);
  await page.waitForFunction(() => "bench" in globalThis);
  return {
    page,
    open: (name, rows) =>
      page.evaluate(([who, where, room]) => bench.open(who, where, room), [name, address, rows] as const),
    run: (name, asked) => page.evaluate(([contender, what]) => bench.run(contender, what), [name, asked] as const),
    close: (name) => page.evaluate((contender) => bench.close(contender), name),
  };
}
