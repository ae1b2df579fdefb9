import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";
import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defaultClientConditions, defaultServerConditions, defineConfig, type Plugin } from "vite";

declare module "@remix-run/node" {
  // biome-ignore lint/style/useConsistentTypeDefinitions: only an interface can be extended
  interface Future {
    v3_singleFetch: true;
  }
}

/** One server build with three entries, so that the site, server.ts and the jobs share one copy of app/. */
function serverEntries(): Plugin {
  return {
    name: "praca-server-entries",
    config: (_config, { isSsrBuild }) =>
      isSsrBuild
        ? {
            build: {
              rollupOptions: {
                input: {
                  index: "virtual:remix/server-build",
                  server: "./server.ts",
                  jobs: "./workers/server/index.ts",
                },
                output: { entryFileNames: "[name].js" },
              },
            },
          }
        : undefined,
  };
}

/** Remix keeps `.server` files out of pages, but not out of Web Workers: this does. */
function refuseServerFilesInWorkers(): Plugin {
  return {
    name: "praca-refuse-server-files-in-workers",
    enforce: "pre",
    resolveId(source, importer) {
      if (/\.server(\.ts)?$/.test(source)) {
        throw new Error(`${importer ?? "a worker"} imports ${source}: a Web Worker may import pure files only`);
      }
    },
  };
}

/** Brotli beside each large WASM (27 MB become 5): made once at the build, since it takes seconds, and kept by content. */
function compressWasm(): Plugin {
  const cache = "node_modules/.cache/praca-brotli";
  async function compressed(source: Uint8Array): Promise<Uint8Array> {
    const known = path.join(cache, createHash("sha256").update(source).digest("hex"));
    return readFile(known).catch(async () => {
      const made = await promisify(brotliCompress)(source, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
      await mkdir(cache, { recursive: true });
      await writeFile(known, made);
      return made;
    });
  }
  return {
    name: "praca-compress-wasm",
    apply: (_config, { command, isSsrBuild }) => command === "build" && !isSsrBuild,
    async writeBundle({ dir = "build/client" }, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== "asset" || !file.fileName.endsWith(".wasm") || file.source.length < 1_000_000) continue;
        await writeFile(path.join(dir, `${file.fileName}.br`), await compressed(Buffer.from(file.source)));
      }
    },
  };
}

export default defineConfig({
  plugins: [
    tailwindcss(),
    remix({
      future: {
        v3_fetcherPersist: true,
        v3_lazyRouteDiscovery: true,
        v3_relativeSplatPath: true,
        v3_routeConfig: true,
        v3_singleFetch: true,
        v3_throwAbortReason: true,
      },
    }),
    serverEntries(),
    compressWasm(),
  ],
  resolve: { conditions: ["onnxruntime-web-use-extern-wasm", ...defaultClientConditions] },
  ssr: {
    resolve: { conditions: [...defaultServerConditions] },
    external: ["onnxruntime-node", "@huggingface/transformers"],
  },
  worker: { format: "es", plugins: () => [refuseServerFilesInWorkers()] },
  optimizeDeps: {
    include: [
      ...["@huggingface/transformers", "onnxruntime-web/wasm", "onnxruntime-web/webgpu"],
      ...["i18next", "react-i18next"],
    ],
  },
  build: { target: ["es2022", "node20"] },
});
