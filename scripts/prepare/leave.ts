import { closeChain } from "#app/lib/chain.server.ts";
import { closeDatabase } from "#app/lib/db.server.ts";

/** Lets go of the database and the chain, so that the process can end. */
export async function leave(): Promise<void> {
  closeChain();
  await closeDatabase();
}
