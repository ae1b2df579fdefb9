import path from "node:path";
import { defineConfig } from "prisma/config";

// Generating the client and drafting a migration (README, "Changing the database") need no database. This adapter only
// keeps the CLI from asking for its native engine; migrations are applied by app/lib/migrations.server.ts.
process.env.DATABASE_URL ??= "postgresql://drafting-needs-no-database";

const adapterInfo = { provider: "postgres", adapterName: "praca-drafting" } as const;

function refuse(): never {
  throw new Error("drafting needs no database: migrations are applied by npm start");
}

const draftingConnection = {
  ...adapterInfo,
  getConnectionInfo: () => ({ schemaName: "public", supportsRelationJoins: true }),
  executeScript: async () => undefined,
  queryRaw: async () => ({ columnNames: [], columnTypes: [], rows: [] }),
  executeRaw: async () => 0,
  startTransaction: async () => refuse(),
  dispose: async () => undefined,
};

const drafting = {
  ...adapterInfo,
  connect: async () => draftingConnection,
  connectToShadowDb: async () => draftingConnection,
};

export default defineConfig({
  engine: "js",
  experimental: { adapter: true },
  schema: path.join("prisma", "schema.prisma"),
  adapter: async () => drafting,
});
