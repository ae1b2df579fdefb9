// The web process: headers, compression and static files by Express, everything else by Remix.
import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import path from "node:path";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express from "express";
import expressStaticGzip from "express-static-gzip";
import { closeChain } from "#app/lib/chain.server.ts";
import { closeDatabase } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { remixHandler } from "#app/lib/http-express.server.ts";
import { securityHeaders } from "#app/lib/http-headers.server.ts";
import { log } from "#app/lib/log.server.ts";

const isDevelopment = env().NODE_ENV === "development";

async function start(): Promise<void> {
  const app = express();
  const server = createServer(app);
  app.disable("x-powered-by");
  app.get("/healthz", (_request, response) => {
    response.type("text/plain").send("ok");
  });
  app.use((_request, response, next) => {
    response.locals.nonce = randomBytes(16).toString("base64");
    next();
  });
  app.use(securityHeaders());
  app.use(compression({ threshold: 1024 }));

  if (isDevelopment) await serveDevelopment(app, server);
  else await serveBuild(app);

  server.listen(env().PORT, env().HOST, () => log.info(`the site answers at ${env().SITE_ORIGIN}`));
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop(server));
}

/** Below `/models`, which is a page itself. */
const modelFiles = /^\/models\/.+/;

async function serveBuild(app: express.Express): Promise<void> {
  const client = path.resolve("build/client");
  const assets = { enableBrotli: true, orderPreference: ["br" as const] };
  app.use(
    "/assets",
    expressStaticGzip(path.join(client, "assets"), { ...assets, serveStatic: { immutable: true, maxAge: "1y" } }),
  );
  app.use(expressStaticGzip(client, { ...assets, index: false, serveStatic: { maxAge: "1h", redirect: false } }));
  // A missing model file or asset must answer 404, not a page: a loader would take the page for the file.
  app.use(
    ["/assets", modelFiles],
    (_request, response) => void response.status(404).type("text/plain").send("not found"),
  );
  const build = path.resolve("build/server/index.js");
  const loaded: ServerBuild = await import(build);
  app.all(
    "*",
    remixHandler(async () => loaded),
  );
}

async function serveDevelopment(app: express.Express, server: ReturnType<typeof createServer>): Promise<void> {
  const { createServer: createVite } = await import("vite");
  const vite = await createVite({ server: { middlewareMode: true, hmr: { server } } });
  app.use(vite.middlewares);
  app.use(modelFiles, (_request, response) => void response.status(404).type("text/plain").send("not found"));
  // Vite types what it loads as a record of anything; this virtual module is Remix's build by its own contract.
  app.all(
    "*",
    remixHandler(async () => (await vite.ssrLoadModule("virtual:remix/server-build")) as unknown as ServerBuild),
  );
}

function stop(server: ReturnType<typeof createServer>): void {
  server.close(() => {
    closeChain();
    void closeDatabase().then(() => process.exit(0));
  });
  server.closeIdleConnections();
  setTimeout(() => server.closeAllConnections(), 2_000).unref();
}

await start();
