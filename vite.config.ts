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
  ],
  resolve: { conditions: ["onnxruntime-web-use-extern-wasm", ...defaultClientConditions] },
  ssr: {
    resolve: { conditions: [...defaultServerConditions] },
    external: ["onnxruntime-node", "@huggingface/transformers"],
  },
  worker: { format: "es", plugins: () => [refuseServerFilesInWorkers()] },
  optimizeDeps: { include: ["@huggingface/transformers"] },
  build: { target: ["es2022", "node20"] },
});
