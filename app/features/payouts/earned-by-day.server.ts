import { reviewOf } from "#app/features/ledger/entry.ts";
import type { EarnedDay } from "#app/features/payouts/earned-day.ts";
import { db } from "#app/lib/db.server.ts";

const daysShown = 14;
const dayMs = 86_400_000;

/** What the member earned on each of the last fourteen days (UTC), by kind; the oldest first, days without pay included. */
export async function listEarnedByDay(address: string, now: Date): Promise<Array<EarnedDay>> {
  const first = new Date(Math.floor(now.getTime() / dayMs) * dayMs - (daysShown - 1) * dayMs);
  const rows = await db().$queryRaw<Array<{ day: string; kind: string; wei: string }>>`
    select to_char(entry.at, 'YYYY-MM-DD') as day, case when entry.kind in ('sample', 'verification') then entry.kind else 'answer' end as kind,
      sum(posting."amountWei")::text as wei
    from "Posting" posting join "Entry" entry on entry.id = posting."entryId"
    where posting.account = ${reviewOf(address)} and entry.kind in ('answer', 'sample', 'verification', 'dispute') and entry.at >= ${first}
    group by 1, 2`;
  return Array.from({ length: daysShown }, (_, index) => {
    const day = new Date(first.getTime() + index * dayMs).toISOString().slice(0, 10);
    const weiOf = (kind: string) => rows.find((row) => row.day === day && row.kind === kind)?.wei ?? "0";
    return { day, answersWei: weiOf("answer"), samplesWei: weiOf("sample"), verificationsWei: weiOf("verification") };
  });
}
