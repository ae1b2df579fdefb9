// Who made how much that was accepted, and how well. Members who don't want to be listed are not.
import { z } from "zod";
import { type Evidence, reputationOf } from "#app/features/quality/reputation.ts";
import { idSchema } from "#app/lib/http.ts";

export const leaderboardPeriods = ["week", "last-week", "all"] as const;
export type LeaderboardPeriod = (typeof leaderboardPeriods)[number];
export const leaderboardOrders = ["accepted", "accuracy"] as const;
export type LeaderboardOrder = (typeof leaderboardOrders)[number];

export const leaderboardQuerySchema = z.object({
  period: z.enum(leaderboardPeriods).default("week"),
  by: z.enum(leaderboardOrders).default("accepted"),
  campaign: idSchema.optional(),
});

/** With fewer judged answers an accuracy says too little to be ranked by. */
export const leastJudged = 20;
const halfInterval = 1.96;

export type Accuracy = { accuracy: number; low: number; high: number; n: number };
export type LeaderboardRow = {
  address: string;
  isAgent: boolean;
  answers: number;
  samples: number;
  /** null with fewer than `leastJudged` answers that gold or outcomes say something about */
  accuracy: Accuracy | null;
};

/** The estimate with its 95 % interval; null while it rests on too little. */
export function accuracyOf(evidence: Evidence): Accuracy | null {
  const { accuracy, standardError, n } = reputationOf(evidence);
  if (n < leastJudged) return null;
  const error = halfInterval * standardError;
  return { accuracy, n, low: Math.max(0, accuracy - error), high: Math.min(1, accuracy + error) };
}

/** By accuracy, what is surely reached counts, so that twenty lucky answers don't pass a thousand good ones. Ties by address. */
export function ranked(rows: ReadonlyArray<LeaderboardRow>, by: LeaderboardOrder): Array<LeaderboardRow> {
  const weight = (row: LeaderboardRow) => (by === "accuracy" ? (row.accuracy?.low ?? -1) : row.answers + row.samples);
  return [...rows].sort((left, right) => weight(right) - weight(left) || (left.address < right.address ? -1 : 1));
}

const dayMs = 86_400_000;

/** Weeks begin on Monday, 0:00 UTC. @returns null: no bound */
export function boundsOf(period: LeaderboardPeriod, now: Date): { since: Date; until: Date } | null {
  if (period === "all") return null;
  const midnight = Math.floor(now.getTime() / dayMs) * dayMs;
  const monday = midnight - ((now.getUTCDay() + 6) % 7) * dayMs;
  const since = period === "week" ? monday : monday - 7 * dayMs;
  return { since: new Date(since), until: new Date(since + 7 * dayMs) };
}
