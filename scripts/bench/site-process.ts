// The built site in a process of its own, on the database that the environment names.
import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { build } from "#scripts/start/build.mjs";
import { freePort } from "#scripts/start/free-port.mjs";

export type SiteProcess = { origin: string; stop: () => Promise<void> };

export async function startSiteProcess(): Promise<SiteProcess> {
  await build();
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const server = path.resolve("build/server/server.js");
  const env = { ...process.env, PORT: String(port), HOST: "127.0.0.1", SITE_ORIGIN: origin };
  const site = spawn(process.execPath, [server], { env, stdio: ["ignore", "inherit", "inherit"] });
  const ended = once(site, "exit");
  await untilItAnswers(origin);
  return {
    origin,
    stop: async () => {
      site.kill("SIGTERM");
      await ended;
    },
  };
}

async function untilItAnswers(origin: string): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    const response = await fetch(`${origin}/healthz`).catch(() => null);
    if (response?.ok) return;
    await sleep(100);
  }
  throw new Error("The built site did not answer within 30 s.");
}
