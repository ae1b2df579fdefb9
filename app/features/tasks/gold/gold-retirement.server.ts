// Gold that has served its time, or that is wrong, is retired; its tasks that nobody has taken yet show other gold.
import type { TaskKind } from "#app/features/campaigns/kind-options.ts";
import { type Evidence, reputationOf } from "#app/features/quality/reputation.ts";
import { isBadGold, isTrusted, mostGoldAnswers } from "#app/features/tasks/gold/gold.ts";
import { vouchedSums } from "#app/features/tasks/standing/reputation.server.ts";
import type { Transaction } from "#app/lib/db.server.ts";
import { addJob } from "#app/lib/jobs.server.ts";

type Place = { campaignId: string; kind: TaskKind };

export async function retireGold(tx: Transaction, { campaignId, kind }: Place): Promise<void> {
  const live = { campaignId, kind, purpose: "gold" as const, state: "live" as const };
  const retired = { state: "retired" as const, retiredAt: new Date() };
  const usedUp = await tx.gold.updateMany({
    where: { ...live, answered: { gte: mostGoldAnswers } },
    data: { ...retired, retiredReason: "used-up" },
  });
  const bad = await listBadGold(tx, { campaignId, kind });
  await tx.gold.updateMany({ where: { ...live, id: { in: bad } }, data: { ...retired, retiredReason: "bad" } });
  // What was missed here says nothing about anybody.
  await tx.answer.updateMany({ where: { task: { goldId: { in: bad } } }, data: { isGoldMatch: null } });
  const name = `dispute-bad-gold:${campaignId}:${kind}`;
  if (bad.length > 0) await addJob(tx, "dispute-bad-gold", { campaignId, kind }, { key: name, queue: name });
  if (usedUp.count + bad.length > 0) await showOtherGold(tx, { campaignId, kind });
}

type Row = { goldId: string; address: string; isMatch: boolean; isLive: boolean; agreed: number; decided: number };

/** Believed: who is trusted by vouched campaigns, whatever the gold here says of them, or by the other gold here. */
async function listBadGold(tx: Transaction, { campaignId, kind }: Place): Promise<Array<string>> {
  const rows = await tx.$queryRaw<Array<Row>>`
    select task."goldId", answer.address, answer."isGoldMatch" as "isMatch", gold.state = 'live' as "isLive",
      coalesce(own.agreed, 0) as agreed, coalesce(own.decided, 0) as decided
    from "Gold" gold join "Task" task on task."goldId" = gold.id join "Answer" answer on answer."taskId" = task.id
    left join "Reputation" own on own.address = answer.address and own."campaignId" = gold."campaignId" and own.kind = gold.kind
    where gold."campaignId" = ${campaignId} and gold.kind::text = ${kind} and gold.purpose = 'gold'
      and answer."isGoldMatch" is not null`;
  const totals = groupedBy(rows, ({ address }) => address);
  const addresses = [...totals.keys()];
  const elsewhere = await vouchedSums(tx, { kind, addresses, exceptCampaignId: campaignId });
  const trusted = rows.flatMap((row) => {
    if (!row.isLive) return [];
    const vouched = trustedBy(elsewhere.get(row.address));
    if (vouched) return [{ ...row, accuracy: vouched.accuracy }];
    // Of the others: somebody's standing must not depend on the very gold that is looked at.
    const others = (totals.get(row.address) ?? []).filter(({ goldId }) => goldId !== row.goldId);
    const goldCorrect = others.filter(({ isMatch }) => isMatch).length;
    const here = trustedBy({ ...row, goldCorrect, goldTotal: others.length });
    return here ? [{ ...row, accuracy: here.accuracy }] : [];
  });
  const byGold = groupedBy(trusted, ({ goldId }) => goldId);
  return [...byGold].flatMap(([goldId, answers]) => (isBadGold(answers) ? [goldId] : []));
}

function trustedBy(evidence: Evidence | undefined) {
  const reputation = evidence && reputationOf(evidence);
  return reputation && isTrusted(reputation) ? reputation : null;
}

function groupedBy<Item>(items: ReadonlyArray<Item>, keyOf: (item: Item) => string): Map<string, Array<Item>> {
  const groups = new Map<string, Array<Item>>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

/** As many texts as the task has ids for; the least used first, with some chance in it. */
async function showOtherGold(tx: Transaction, { campaignId, kind }: Place): Promise<void> {
  await tx.$executeRaw`
    with vacant as (
      select task.id, (
        select gold.id from "Gold" gold
        where gold."campaignId" = task."campaignId" and gold.kind = task.kind and gold.purpose = 'gold' and gold.state = 'live'
          and cardinality(gold.texts) = jsonb_array_length(task.payload -> 'sampleIds')
        order by gold.answered + 8 * random() limit 1) as "goldId"
      from "Task" task join "Gold" old on old.id = task."goldId"
      where task."campaignId" = ${campaignId} and task.kind::text = ${kind} and task.state = 'open' and old.state = 'retired'
        and not exists (select 1 from "Lease" held where held."taskId" = task.id)
      for update of task skip locked)
    update "Task" task set "goldId" = gold.id, language = gold.language
    from vacant join "Gold" gold on gold.id = vacant."goldId" where task.id = vacant.id`;
}
