// When an epoch closes. The chain wants one at a time, so the next waits until the last is accepted or rejected.
export type EpochState = "closing" | "proposed" | "challenged" | "accepted" | "rejected";

export type LatestEpoch = { n: number; state: EpochState; closedAt: Date; windowEndsAt: Date | null };

export type Calendar = {
  latest: LatestEpoch | null;
  /** of the first entry ever; null for an empty ledger */
  firstEntryAt: Date | null;
  epochSeconds: number;
};

/** The earliest moment at which the next epoch may close; null while that can't be said: nothing has begun, or a proposal is under way. */
export function nextCloseAt({ latest, firstEntryAt, epochSeconds }: Calendar): Date | null {
  const began = latest ? latest.closedAt : firstEntryAt;
  if (!began) return null;
  const full = new Date(began.getTime() + epochSeconds * 1_000);
  if (!latest || isSettled(latest.state)) return full;
  if (!latest.windowEndsAt) return null;
  return latest.windowEndsAt > full ? latest.windowEndsAt : full;
}

export function isDue(calendar: Calendar, now: Date): boolean {
  if (calendar.latest && !isSettled(calendar.latest.state)) return false;
  const at = nextCloseAt(calendar);
  return at !== null && at <= now;
}

/** A settled epoch never changes its state again. */
export function isSettled(state: EpochState): boolean {
  return state === "accepted" || state === "rejected";
}
