import { useState } from "react";
import { acknowledge as send } from "#app/features/tasks/judge/tasks.client.ts";

/** Which guidelines have been read: what the server knows, and what was said on this page since. */
export function useAcknowledged(known: Readonly<Record<string, number>>) {
  const [own, setOwn] = useState<Readonly<Record<string, number>>>({});

  function isAcknowledged(campaignId: string, version: number): boolean {
    return Math.max(known[campaignId] ?? 0, own[campaignId] ?? 0) >= version;
  }
  function acknowledge(campaignId: string, version: number): void {
    setOwn((before) => ({ ...before, [campaignId]: version }));
    // What does not arrive is asked again on the next visit.
    send(campaignId, version).catch(() => undefined);
  }
  return { isAcknowledged, acknowledge };
}
