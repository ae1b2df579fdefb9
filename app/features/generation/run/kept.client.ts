// What a run needs to go on after its tab was closed: leases, finished rows, and which seeds the server has answered for. A row that
// is settled leaves and its seed stays, in one transaction, so that no tab ever finds neither and draws it again.
import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from "idb";
import { type GenerationLeaseView, generationLeaseSchema, samplesRequestSchema } from "#app/features/generation/api.ts";
import { type KeptRow, keptRowSchema } from "#app/features/generation/run/kept-rows.ts";

type KeptLease = { address: string; campaignId: string; expiresAt: number; lease: unknown };

interface KeptSchema extends DBSchema {
  /** Version 1: whole requests. */
  unsent: { key: string; value: { address: string; request: unknown } };
  rows: {
    key: string;
    value: { address: string; leaseId: string; row: unknown };
    indexes: { address: string; leaseId: string };
  };
  leases: { key: string; value: KeptLease; indexes: { address: string } };
  done: { key: string; value: { leaseId: string; seed: number; at: number }; indexes: { leaseId: string } };
}

const name = "praca-generation";
/** By then the server has let go of any lease, too. */
const forgetAfterMs = 7 * 86_400_000;

let opened: Promise<IDBPDatabase<KeptSchema>> | null = null;

function open(): Promise<IDBPDatabase<KeptSchema>> {
  opened ??= openDB<KeptSchema>(name, 2, {
    upgrade: async (database, oldVersion, _, transaction) => {
      const rows = database.createObjectStore("rows");
      rows.createIndex("address", "address");
      rows.createIndex("leaseId", "leaseId");
      database.createObjectStore("leases").createIndex("address", "address");
      database.createObjectStore("done").createIndex("leaseId", "leaseId");
      if (oldVersion === 1) await moveUnsent(database, transaction);
    },
    blocking: close,
    terminated: () => {
      opened = null;
    },
  }).catch((error: unknown) => {
    opened = null;
    throw error;
  });
  return opened;
}

/** Another tab brings a newer version: it goes first. */
function close(): void {
  void opened?.then((database) => database.close());
  opened = null;
}

type Upgrade = IDBPTransaction<KeptSchema, Array<StoreNames<KeptSchema>>, "versionchange">;

async function moveUnsent(database: IDBPDatabase<KeptSchema>, transaction: Upgrade): Promise<void> {
  for (const { address, request } of await transaction.objectStore("unsent").getAll()) {
    const parsed = samplesRequestSchema.safeParse(request);
    if (!parsed.success) continue;
    const { samples, ...shared } = parsed.data;
    for (const sample of samples) {
      const logProbabilities = sample.logProbabilities ?? [];
      const row = { ...shared, ...sample, address, step: 0, logProbabilities, sampleText: sample.text };
      await transaction.objectStore("rows").put({ address, leaseId: row.leaseId, row }, rowKeyOf(row));
    }
  }
  database.deleteObjectStore("unsent");
}

function rowKeyOf({ leaseId, seed, step }: Pick<KeptRow, "leaseId" | "seed" | "step">): string {
  return `${leaseId}:${seed}:${step}`;
}

export async function keepRow(row: KeptRow): Promise<void> {
  const { address, leaseId } = row;
  await (await open()).put("rows", { address, leaseId, row }, rowKeyOf(row));
}

export async function keptRowsOf(address: string): Promise<Array<KeptRow>> {
  return rowsIn(await (await open()).getAllFromIndex("rows", "address", address));
}

export type KeptOfLease = { rows: Array<KeptRow>; done: Set<number> };

export async function keptOfLease(leaseId: string): Promise<KeptOfLease> {
  const transaction = (await open()).transaction(["rows", "done"]);
  const [rows, done] = await Promise.all([
    transaction.objectStore("rows").index("leaseId").getAll(leaseId),
    transaction.objectStore("done").index("leaseId").getAll(leaseId),
    transaction.done,
  ]);
  return { rows: rowsIn(rows), done: new Set(done.map(({ seed }) => seed)) };
}

function rowsIn(found: ReadonlyArray<{ row: unknown }>): Array<KeptRow> {
  return found.flatMap(({ row }) => keptRowSchema.safeParse(row).data ?? []);
}

/** The server has answered for these: their rows go, and are never drawn again. */
export async function settleSeeds(leaseId: string, seeds: ReadonlyArray<number>, at: number): Promise<void> {
  const transaction = (await open()).transaction(["rows", "done"], "readwrite");
  const rows = await transaction.objectStore("rows").index("leaseId").getAll(leaseId);
  const settled = rowsIn(rows).filter(({ seed }) => seeds.includes(seed));
  await Promise.all([
    ...seeds.map((seed) => transaction.objectStore("done").put({ leaseId, seed, at }, `${leaseId}:${seed}`)),
    ...settled.map((row) => transaction.objectStore("rows").delete(rowKeyOf(row))),
    transaction.done,
  ]);
}

export type Owner = { address: string; campaignId: string };

export async function keepLeases(
  { address, campaignId }: Owner,
  leases: ReadonlyArray<GenerationLeaseView>,
): Promise<void> {
  const transaction = (await open()).transaction("leases", "readwrite");
  const kept = leases.map((lease) => {
    return transaction.store.put({ address, campaignId, expiresAt: Date.parse(lease.expiresAt), lease }, lease.id);
  });
  await Promise.all([...kept, transaction.done]);
}

/** Leases that have not run out, for when the server can't be asked. */
export async function keptLeasesOf({ address, campaignId }: Owner, now: number): Promise<Array<GenerationLeaseView>> {
  const kept = await (await open()).getAllFromIndex("leases", "address", address);
  return kept
    .filter((lease) => lease.campaignId === campaignId && lease.expiresAt > now)
    .flatMap(({ lease }) => generationLeaseSchema.safeParse(lease).data ?? []);
}

/** Leases and answered seeds of long ago, and steps of samples that nobody will go on with. */
export async function forgetOld(now: number): Promise<void> {
  const transaction = (await open()).transaction(["leases", "done", "rows"], "readwrite");
  const before = now - forgetAfterMs;
  for (let lease = await transaction.objectStore("leases").openCursor(); lease; lease = await lease.continue()) {
    if (lease.value.expiresAt > before) continue;
    const rows = await transaction.objectStore("rows").index("leaseId").getAll(lease.key);
    const steps = rowsIn(rows).filter(({ sampleText }) => sampleText === null);
    for (const step of steps) await transaction.objectStore("rows").delete(rowKeyOf(step));
    await lease.delete();
  }
  for (let seed = await transaction.objectStore("done").openCursor(); seed; seed = await seed.continue()) {
    if (seed.value.at < before) await seed.delete();
  }
  await transaction.done;
}
