// Between the start of the database and the chain and the start of the site. Run by scripts/start.mjs, which it tells whether
// the first story is still to be seeded.
import { env } from "#app/lib/env.server.ts";
import { Refusal } from "#scripts/start/refusal.mjs";

try {
  requireSettings();
  // Only now: what these import reads the settings as it loads.
  const { prepare } = await import("#scripts/prepare/main.ts");
  const { leave } = await import("#scripts/prepare/leave.ts");
  try {
    if (await prepare()) process.send?.("needs-seed");
  } finally {
    await leave();
  }
} catch (error) {
  console.error(error instanceof Refusal ? error.message : error);
  process.exitCode = 1;
} finally {
  process.disconnect?.();
}

function requireSettings(): void {
  try {
    env();
  } catch (error) {
    throw new Refusal(error instanceof Error ? error.message : String(error));
  }
}
