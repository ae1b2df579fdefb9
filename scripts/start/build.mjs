import { step } from "./lifetime.mjs";
import { doIfChanged } from "./stamp.mjs";
import { runTool } from "./tool.mjs";

const schema = ["prisma/schema.prisma", "package-lock.json"];
const site = [
  ...["app", "workers", "public", "server.ts", "prisma/schema.prisma"],
  ...["vite.config.ts", "tsconfig.json", "package.json", "package-lock.json"],
];

/** The typed client of the database. */
export function generate() {
  const results = ["prisma/generated/client.ts"];
  return doIfChanged({ stamp: "prisma/generated/.made-of", sources: schema, results }, () =>
    step("Generating the database client", () => runTool("node_modules/.bin/prisma", ["generate"])),
  );
}

/** The site, its server and its jobs, as `npm start` runs them. */
export function build() {
  const results = ["build/client", "build/server/server.js", "build/server/jobs.js"];
  return doIfChanged({ stamp: "build/.made-of", sources: site, results }, () =>
    step("Building the site", () =>
      runTool("node_modules/.bin/remix", ["vite:build"], { env: { ...process.env, NODE_ENV: "production" } }),
    ),
  );
}
