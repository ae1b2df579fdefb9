// Builds the bench's page with the product's own settings of Vite, apart from the product's build.
import path from "node:path";
import { build, defaultClientConditions } from "vite";

const page = "scripts/bench/generation/page/main.ts";

/** @returns the script's path below `folder` */
export async function buildPage(folder: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: "error",
    publicDir: false,
    base: "/",
    resolve: { conditions: ["onnxruntime-web-use-extern-wasm", ...defaultClientConditions] },
    worker: { format: "es" },
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: "es2022",
      assetsInlineLimit: 0,
      // 100 MB of WASM: counting what they would be when compressed takes longer than all the rest.
      reportCompressedSize: false,
      rollupOptions: { input: path.resolve(page), output: { entryFileNames: "main.js" } },
    },
  });
  return "main.js";
}
