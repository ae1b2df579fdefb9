import { mostGoldAnswers } from "#app/features/tasks/gold/gold.ts";
import type { Transaction } from "#app/lib/db.server.ts";
import type { CampaignKind, Gold } from "#prisma/generated/client.ts";

/** Live gold of a kind for so many tasks, the least used first and each at most once a call. */
export async function takeGolds(
  tx: Transaction,
  { campaignId, kind }: CampaignKind,
  wanted: number,
): Promise<Array<Pick<Gold, "id" | "language" | "texts">>> {
  if (wanted === 0) return [];
  return tx.$queryRaw`
    select gold.id, gold.language, gold.texts from "Gold" gold
    cross join lateral (select count(*) as tasks from "Task" task where task."goldId" = gold.id) used
    where gold."campaignId" = ${campaignId} and gold.kind::text = ${kind}
      and gold.purpose = 'gold' and gold.state = 'live' and used.tasks < ${mostGoldAnswers}
    order by used.tasks, random() limit ${wanted}`;
}
