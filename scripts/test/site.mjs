// The site that the browser's journeys visit: `npm start` in a new folder, which is removed when it is told to stop.
import { spawn } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { postgresHome } from "../start/postgres-place.mjs";
import { root } from "../start/root.mjs";

const { E2E_DIR: folder, E2E_PORT: port } = process.env;
if (!folder || !port) throw new Error("playwright.config.ts sets E2E_DIR and E2E_PORT");
mkdirSync(folder, { mode: 0o700 });

const site = spawn(process.execPath, ["scripts/start.mjs"], {
  cwd: root,
  stdio: ["ignore", "inherit", "inherit"],
  env: {
    ...process.env,
    PRACA_DIR: folder,
    PORT: port,
    HOST: "127.0.0.1",
    SITE_ORIGIN: `http://localhost:${port}`,
    // Journeys never touch a database or a chain of the person's.
    DATABASE_URL: undefined,
    CHAIN_RPC_URL: undefined,
  },
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => site.kill("SIGTERM"));
site.once("exit", (code) => {
  rmSync(postgresHome(path.join(folder, "postgres")), { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
  process.exit(code ?? 1);
});
