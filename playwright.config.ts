import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import path from "node:path";
import { defineConfig } from "@playwright/test";

// A site that runs already is visited when both its folder and its port are named.
const runsAlready = Boolean(process.env.E2E_DIR && process.env.E2E_PORT);
// Playwright's workers read this file again and inherit the environment: the folder and the port are chosen once.
// Journeys find the local trial's keys in E2E_DIR/secrets.json.
process.env.E2E_DIR ??= path.join(tmpdir(), `praca-e2e-${randomBytes(6).toString("hex")}`);
process.env.E2E_PORT ??= "3100";
const origin = `http://localhost:${process.env.E2E_PORT}`;

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  // All journeys live on one site, one after the other.
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  // On a machine that is busy with other things one journey in hundreds fails by chance: it has a second try, and is named as flaky.
  retries: process.env.CI ? 1 : 0,
  timeout: 240_000,
  globalTimeout: 40 * 60_000,
  expect: { timeout: 20_000 },
  use: {
    baseURL: origin,
    locale: "en-US",
    screenshot: "only-on-failure",
    // A recorded trace would cost more time than the journeys themselves.
    trace: "off",
    actionTimeout: 30_000,
    launchOptions: {
      ...(process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {}),
      // No visits to anywhere else.
      args: ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
    },
  },
  webServer: {
    command: "exec node scripts/test/site.mjs",
    url: `${origin}/readyz`,
    reuseExistingServer: runsAlready,
    timeout: 480_000,
    stdout: "pipe",
    gracefulShutdown: { signal: "SIGTERM", timeout: 60_000 },
    // A journey lives through several epochs, and a reviewer needs some seconds within one.
    env: { EPOCH_SECONDS: "30", WINDOW_SECONDS: "5", TASK_LEASE_SECONDS: "25" },
  },
});
