/** What one day (UTC, `2026-11-22`) brought, by kind of work. */
export type EarnedDay = { day: string; answersWei: string; samplesWei: string; verificationsWei: string };
