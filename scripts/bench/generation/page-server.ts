// The bench's page and models on the loopback address, isolated from other origins.
import { once } from "node:events";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer, type ServerResponse } from "node:http";
import path from "node:path";

const types: Record<string, string> = {
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".wasm": "application/wasm",
  ".json": "application/json",
};

const headers = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cache-Control": "no-store",
};

export type PageServer = { origin: string; stop: () => Promise<void> };

type Served = {
  /** Folders that are looked into, one after the other. */
  folders: ReadonlyArray<string>;
  /** Files that are held in memory, by their path. */
  files: ReadonlyMap<string, Uint8Array>;
  script: string;
};

export async function startPageServer(served: Served): Promise<PageServer> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    answer(served, pathname, response).catch((error: unknown) =>
      response.destroy(error instanceof Error ? error : undefined),
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("The bench's server has no port.");
  return {
    origin: `http://127.0.0.1:${address.port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function answer({ folders, files, script }: Served, pathname: string, response: ServerResponse): Promise<void> {
  const type = types[path.extname(pathname)] ?? "application/octet-stream";
  if (pathname === "/") {
    response.writeHead(200, { ...headers, "Content-Type": "text/html" });
    response.end(`<!doctype html><title>Bench</title><script type="module" src="/${script}"></script>`);
    return;
  }
  const held = files.get(pathname);
  if (held) {
    response.writeHead(200, { ...headers, "Content-Type": type, "Content-Length": held.length });
    response.end(held);
    return;
  }
  for (const folder of folders) {
    const file = path.join(folder, path.normalize(pathname));
    const found = await stat(file).catch(() => null);
    if (!found?.isFile()) continue;
    response.writeHead(200, { ...headers, "Content-Type": type, "Content-Length": found.size });
    createReadStream(file).pipe(response);
    return;
  }
  response.writeHead(404, headers);
  response.end();
}
