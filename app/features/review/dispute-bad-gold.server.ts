// Known answers of a campaign turned out wrong: who was refused for missing them gets a dispute filed, which a reviewer decides.
import { goldBar, type TaskKind } from "#app/features/campaigns/kind-options.ts";
import { belowBar } from "#app/features/quality/reputation.ts";
import { fileDisputeForThem } from "#app/features/review/file-dispute.server.ts";
import { db } from "#app/lib/db.server.ts";

type Refused = { entryId: string; address: string; goldCorrect: number; goldTotal: number };

/** Of contributors who met bad gold and are not below the bar without it; once an answer, while it can be disputed. */
export async function disputeBadGold(campaignId: string, kind: TaskKind): Promise<void> {
  const refused = await db().$queryRaw<Array<Refused>>`
    with contributor as (
      select answer.address, count(answer."isGoldMatch")::int as "goldTotal",
        count(*) filter (where answer."isGoldMatch")::int as "goldCorrect"
      from "Answer" answer join "Task" task on task.id = answer."taskId" join "Gold" gold on gold.id = task."goldId"
      where task."campaignId" = ${campaignId} and task.kind::text = ${kind}
      group by answer.address having bool_or(coalesce(gold."retiredReason" = 'bad', false)))
    select entry.id as "entryId", contributor.*
    from contributor join "Answer" answer on answer.address = contributor.address and answer.reason = 'gold-below-bar'
    join "Task" task on task.id = answer."taskId" and task."campaignId" = ${campaignId} and task.kind::text = ${kind}
    join "Entry" entry on entry.ref = answer.id and entry.kind = 'answer'
    where not exists (select from "Dispute" dispute where dispute."entryId" = entry.id)
    order by entry.seq`;
  for (const { address, entryId, goldCorrect, goldTotal } of refused)
    if (!belowBar(goldCorrect, goldTotal, goldBar)) await fileDisputeForThem({ address, entryId });
}
