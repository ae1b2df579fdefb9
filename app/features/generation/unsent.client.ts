// Samples that were drawn and have not arrived yet: kept in this browser until the server has answered for them.
import { type DBSchema, openDB } from "idb";
import { type SampleResult, type SamplesRequest, samplesRequestSchema } from "#app/features/generation/api.ts";
import { CallRefused, sendSamples } from "#app/features/generation/generation-api.client.ts";

interface UnsentSchema extends DBSchema {
  unsent: { key: string; value: { address: string; request: unknown }; indexes: { address: string } };
}

export type Sent = { leaseId: string; results: Array<SampleResult> };

function open() {
  return openDB<UnsentSchema>("praca-generation", 1, {
    upgrade(database) {
      database.createObjectStore("unsent").createIndex("address", "address");
    },
  });
}

export async function keepUnsent(address: string, request: SamplesRequest): Promise<void> {
  const database = await open();
  const seeds = request.samples.map(({ seed }) => seed).join(",");
  await database.put("unsent", { address, request }, `${address} ${request.leaseId} ${seeds}`);
  database.close();
}

/** How many samples of the member's wait here. */
export async function countUnsent(address: string): Promise<number> {
  const database = await open();
  const kept = await database.getAllFromIndex("unsent", "address", address);
  database.close();
  return kept.reduce(
    (sum, { request }) => sum + (samplesRequestSchema.safeParse(request).data?.samples.length ?? 0),
    0,
  );
}

/**
 * Sends what waits here. What the server has answered for, also with a refusal that will not change, is let go; what it could
 * not answer stays for the next time.
 */
export async function sendUnsent(address: string, onSent: (sent: Sent) => void): Promise<void> {
  const database = await open();
  try {
    for (const key of await database.getAllKeysFromIndex("unsent", "address", address)) {
      const kept = await database.get("unsent", key);
      const request = samplesRequestSchema.safeParse(kept?.request);
      if (request.success) onSent({ leaseId: request.data.leaseId, results: await sendOrRefuse(request.data) });
      await database.delete("unsent", key);
    }
  } finally {
    database.close();
  }
}

async function sendOrRefuse(request: SamplesRequest): Promise<Array<SampleResult>> {
  try {
    return await sendSamples(request);
  } catch (error) {
    // A lease that is gone stays gone; everything else may pass.
    if (!(error instanceof CallRefused) || ![400, 404, 409].includes(error.status)) throw error;
    return request.samples.map(({ seed }) => ({ seed, state: "refused", code: "lease-expired" }));
  }
}
