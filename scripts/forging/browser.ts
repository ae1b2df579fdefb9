// Chromium with the study's page: WASM, and WebGPU by SwiftShader, which needs no graphics processor.
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium } from "@playwright/test";
import { createServer, defaultClientConditions } from "vite";
import type { Written } from "#scripts/forging/draw.ts";
import type { Measured } from "#scripts/forging/judged.ts";
import type { StudyPage } from "#scripts/forging/page/page.ts";
import type { Slot } from "#scripts/forging/slots.ts";
import type { WorkerDevice } from "#workers/browser/protocol.ts";

declare global {
  var study: StudyPage;
}

export type StudyBrowser = {
  draw: (slots: ReadonlyArray<Slot>) => Promise<Array<Written>>;
  measure: (samples: ReadonlyArray<Written>) => Promise<Array<Measured>>;
  close: () => Promise<void>;
};

const samplesAtOnce = 16;

export async function openBrowser(device: WorkerDevice): Promise<StudyBrowser> {
  const server = await createServer({
    configFile: false,
    logLevel: "error",
    cacheDir: path.join(tmpdir(), "praca-forging-vite"),
    server: { port: 0, hmr: false, watch: null },
    resolve: { conditions: ["onnxruntime-web-use-extern-wasm", ...defaultClientConditions] },
    optimizeDeps: { entries: ["scripts/forging/page/index.html"] },
  });
  await server.listen();
  const browser = await chromium.launch({
    ...(process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {}),
    args: ["--no-sandbox", "--enable-unsafe-webgpu", "--use-webgpu-adapter=swiftshader", "--no-first-run"],
  });
  const page = await browser.newPage();
  page.setDefaultTimeout(0);
  page.on("pageerror", (e) => console.error("error:", e.message));
  page.on("requestfailed", (r) => console.error("failed", r.url()));
  page.on("response", (r) => r.status() >= 400 && console.error(r.status(), r.url()));
  const [address] = server.resolvedUrls?.local ?? [];
  await page.goto(new URL("scripts/forging/page/index.html", address).href);
  await page.waitForFunction(() => "study" in globalThis);
  await page.evaluate((wanted) => study.open(wanted), device);

  return {
    draw: (slots) => page.evaluate((asked) => study.draw(asked), [...slots]),
    measure: async (samples) => {
      const measured: Array<Measured> = [];
      for (let from = 0; from < samples.length; from += samplesAtOnce) {
        const some = samples.slice(from, from + samplesAtOnce);
        measured.push(...(await page.evaluate((asked) => study.measure(asked), some)));
      }
      return measured;
    },
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}
