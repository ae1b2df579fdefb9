// Tabs of one browser share work by Web Locks: a lease belongs to the tab that holds its lock, and the browser frees the locks of a
// tab that ends, however it ends. Where there are none (an old browser, no secure origin) every tab is taken for the only one.

export type LeaseLocks = {
  /** False when another tab has it. */
  take: (leaseId: string) => Promise<boolean>;
  free: (leaseId: string) => void;
  freeAll: () => void;
};

export function createLeaseLocks(): LeaseLocks {
  const held = new Map<string, () => void>();

  function free(leaseId: string): void {
    held.get(leaseId)?.();
    held.delete(leaseId);
  }

  return {
    take: (leaseId) => {
      const locks = findLocks();
      if (!locks) return Promise.resolve(true);
      return new Promise((answer, reject) => {
        const asked = locks.request(`praca lease ${leaseId}`, { ifAvailable: true }, (lock) => {
          answer(lock !== null);
          return lock ? new Promise<void>((release) => held.set(leaseId, release)) : undefined;
        });
        asked.catch(reject);
      });
    },
    free,
    freeAll: () => {
      for (const leaseId of [...held.keys()]) free(leaseId);
    },
  };
}

/** One tab at a time sends what a member's tabs have finished. */
export async function withSendLock(address: string, send: () => Promise<void>): Promise<void> {
  const locks = findLocks();
  await (locks ? locks.request(`praca send ${address}`, send) : send());
}

function findLocks(): LockManager | null {
  return "locks" in navigator ? navigator.locks : null;
}
