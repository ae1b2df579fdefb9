import { hasNews, readCalendar } from "#app/features/payouts/calendar.server.ts";
import { findDeployment } from "#app/features/payouts/deployment.server.ts";
import { nextCloseAt } from "#app/features/payouts/due.ts";
import type { NextEvents } from "#app/features/payouts/next-events.ts";
import { db } from "#app/lib/db.server.ts";

/** What happens next with everybody's pay. */
export async function nextEvents(): Promise<NextEvents> {
  const [calendar, isExpected, deployment] = await Promise.all([readCalendar(db()), hasNews(db()), findDeployment()]);
  const { latest, epochSeconds } = calendar;
  const closesAt = nextCloseAt(calendar);
  return {
    epochN: (latest?.n ?? 0) + 1,
    epochSeconds,
    windowSeconds: deployment?.windowSeconds ?? null,
    closesAt: isExpected ? (closesAt?.toISOString() ?? null) : null,
    window:
      latest?.state === "proposed" && latest.windowEndsAt
        ? { epochN: latest.n, endsAt: latest.windowEndsAt.toISOString() }
        : null,
    isProposing: latest?.state === "closing",
  };
}
