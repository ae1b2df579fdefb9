// What is kept lies in the browser's store where there is one with room, else in this tab: then it is sent as ever, and lost when the
// tab is closed before. A store that fails never ends a run.
import type { GenerationLeaseView } from "#app/features/generation/api.ts";
import {
  forgetOld,
  type KeptOfLease,
  keepLeases,
  keepRow,
  keptLeasesOf,
  keptOfLease,
  keptRowsOf,
  type Owner,
  settleSeeds,
} from "#app/features/generation/run/kept.client.ts";
import type { KeptRow } from "#app/features/generation/run/kept-rows.ts";

export type KeptHere = {
  /** @returns false when it lies in this tab only */
  keepRow: (row: KeptRow) => Promise<boolean>;
  rowsOf: (address: string) => Promise<Array<KeptRow>>;
  ofLease: (leaseId: string) => Promise<KeptOfLease>;
  settleSeeds: (leaseId: string, seeds: ReadonlyArray<number>) => Promise<void>;
  keepLeases: (owner: Owner, leases: ReadonlyArray<GenerationLeaseView>) => Promise<void>;
  leasesOf: (owner: Owner) => Promise<Array<GenerationLeaseView>>;
  forgetOld: () => Promise<void>;
};

export function createKeptHere(): KeptHere {
  const rows = new Map<string, KeptRow>();
  const done = new Map<string, Set<number>>();
  const inTab = (isWanted: (row: KeptRow) => boolean) => [...rows.values()].filter(isWanted);

  return {
    keepRow: async (row) => {
      try {
        await keepRow(row);
        return true;
      } catch {
        rows.set(`${row.leaseId}:${row.seed}:${row.step}`, row);
        return false;
      }
    },
    rowsOf: async (address) => {
      const stored = await keptRowsOf(address).catch(() => []);
      return [...stored, ...inTab((row) => row.address === address)];
    },
    ofLease: async (leaseId) => {
      const stored = await keptOfLease(leaseId).catch(() => ({ rows: [], done: new Set<number>() }));
      return {
        rows: [...stored.rows, ...inTab((row) => row.leaseId === leaseId)],
        done: new Set([...stored.done, ...(done.get(leaseId) ?? [])]),
      };
    },
    settleSeeds: async (leaseId, seeds) => {
      done.set(leaseId, new Set([...(done.get(leaseId) ?? []), ...seeds]));
      for (const [key, row] of [...rows]) if (row.leaseId === leaseId && seeds.includes(row.seed)) rows.delete(key);
      // Left in the store, they are sent once more by a later visit, and answered the same.
      await settleSeeds(leaseId, seeds, Date.now()).catch(() => {});
    },
    keepLeases: (owner, leases) => keepLeases(owner, leases).catch(() => {}),
    leasesOf: (owner) => keptLeasesOf(owner, Date.now()).catch(() => []),
    forgetOld: () => forgetOld(Date.now()).catch(() => {}),
  };
}
