import type { TaskKind } from "#app/features/campaigns/kind-options.ts";

type Place = { id: string; title: string };

/** How well somebody judges one kind in one campaign, with its standard error. */
export type StandingRow = {
  campaign: Place;
  isVouched: boolean;
  kind: TaskKind;
  accuracy: number;
  standardError: number;
  /** answers that the estimate rests on */
  n: number;
};

/** What one kind of work brought in the last thirty days. */
export type PaceRow = {
  kind: TaskKind;
  answers: number;
  paidWei: string;
  /** of the answers whose time on view is known */
  activeMs: number;
  timedWei: string;
};

export type QualificationRow = {
  campaign: Place;
  state: "open" | "passed" | "failed";
  correct: number;
  questions: number;
  /** of a failed attempt: when the next may begin */
  retryAt: string | null;
};

/** How many answers they may give in a day: it grows with standing. */
export type DailyLimit = { answers: number; forNewcomers: number };

export type HistoryRow = {
  id: string;
  at: string;
  work: TaskKind | "sample";
  /** `suspect`: a sample that others look at again before it is decided */
  state: "pending" | "suspect" | "paid" | "unpaid";
  reason: string | null;
  priceWei: string;
  campaign: Place;
};

const hourMs = 3_600_000;
/** With less time on view a rate an hour says nothing. */
export const leastActiveMs = 60_000;

/** @returns wei an hour of time on view; null while too little time is known */
export function weiAnHour({ activeMs, timedWei }: Pick<PaceRow, "activeMs" | "timedWei">): bigint | null {
  if (activeMs < leastActiveMs) return null;
  return (BigInt(timedWei) * BigInt(hourMs)) / BigInt(activeMs);
}

/** All kinds together. */
export function sumOfPace(rows: ReadonlyArray<PaceRow>): Omit<PaceRow, "kind"> {
  return {
    answers: rows.reduce((sum, row) => sum + row.answers, 0),
    paidWei: rows.reduce((sum, row) => sum + BigInt(row.paidWei), 0n).toString(),
    activeMs: rows.reduce((sum, row) => sum + row.activeMs, 0),
    timedWei: rows.reduce((sum, row) => sum + BigInt(row.timedWei), 0n).toString(),
  };
}

/**
 * Days in a row on which something was made, up to today; a day that has only just begun does not end it.
 * @param days `2026-11-22`, each once, in any order
 */
export function streakOf(days: Iterable<string>, today: string): number {
  const worked = new Set(days);
  let day = worked.has(today) ? today : dayBefore(today);
  let streak = 0;
  while (worked.has(day)) {
    streak += 1;
    day = dayBefore(day);
  }
  return streak;
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 24 * hourMs).toISOString().slice(0, 10);
}
