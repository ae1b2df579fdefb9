import { defineConfig } from "vitest/config";

const serverTests = "**/*.server.test.ts";

export default defineConfig({
  test: {
    maxWorkers: 2,
    // No test asserts a time, and a busy machine is no failure.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["{app,workers,scripts}/**/*.test.{ts,tsx}"],
          exclude: [serverTests],
        },
      },
      {
        extends: true,
        test: {
          name: "server",
          include: [`{app,workers,scripts,prisma}/${serverTests}`],
          globalSetup: ["scripts/test/cluster.ts"],
          setupFiles: ["scripts/test/database.ts"],
        },
      },
    ],
  },
});
