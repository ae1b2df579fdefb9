// What a closed task leaves behind: its outcome, what each answer is paid and why not, and the rest of its reservation back.
import { goldBar } from "#app/features/campaigns/kind-options.ts";
import { appendEntries, type NewEntry } from "#app/features/ledger/append.server.ts";
import { costOf, earnPostings, unreservePostings } from "#app/features/ledger/pay.ts";
import type { Reason } from "#app/features/ledger/reasons.ts";
import { belowBar } from "#app/features/quality/reputation.ts";
import { type GoldRecord, unpaidReason } from "#app/features/tasks/closing/closing.ts";
import { reportPastedEdits } from "#app/features/tasks/closing/pasted-edits.server.ts";
import {
  factsOf,
  type GivenAnswer,
  payRuleOf,
  type TaskWithFacts,
} from "#app/features/tasks/closing/task-facts.server.ts";
import { isInDoubt } from "#app/features/tasks/gold/gold.ts";
import type { Outcome } from "#app/features/tasks/kinds/scorer.ts";
import { scorers } from "#app/features/tasks/kinds.ts";
import { addFitJob } from "#app/features/tasks/standing/reputation.server.ts";
import type { Transaction } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { addJob } from "#app/lib/jobs.server.ts";
import { toWei } from "#app/lib/money.ts";

type Judged = GivenAnswer & { reason: Reason | null };

export async function settleTask(
  tx: Transaction,
  task: TaskWithFacts,
  answers: ReadonlyArray<GivenAnswer>,
): Promise<void> {
  const facts = factsOf(task);
  const known = task.gold ? scorers[task.kind].known(task.gold.outcome, facts) : null;
  const outcome = known ?? scorers[task.kind].outcome(answers, facts, task.barPermille);
  if (known) await recordGoldAnswers(tx, task, answers);

  const golds = await countingGold(tx, task, await goldRecords(tx, task, answers));
  const judging = { kind: task.kind, payRule: payRuleOf(task), task: facts, outcome };
  const judged = answers.map((answer) => {
    const record = golds.get(answer.address) ?? { goldCorrect: 0, goldTotal: 0 };
    return { ...answer, reason: unpaidReason(answer.answer, record, judging) };
  });
  await recordOutcome(tx, task, { ...outcome, method: known ? "gold/1" : scorers[task.kind].method });
  await recordAnswers(tx, task, judged);
  await reportPastedEdits(tx, task, answers);
  await appendEntries(tx, [...judged.map((answer) => answerEntry(task, answer)), ...unusedEntry(task, answers.length)]);
  if (answers.length > 0) await addFitJob(tx, task.campaignId);
  await addJob(tx, "open-prompts", { campaignId: task.campaignId }, { key: `open-prompts:${task.campaignId}` });
}

/** Whether an answer to a gold task is right is its own fact, counted with the gold: one that most miss is no gold. */
async function recordGoldAnswers(
  tx: Transaction,
  task: TaskWithFacts,
  answers: ReadonlyArray<GivenAnswer>,
): Promise<void> {
  const { gold, kind } = task;
  if (!gold) return;
  const facts = factsOf(task);
  let matched = 0;
  for (const { id, answer } of answers) {
    const isGoldMatch = scorers[kind].matchesGold(answer, gold.outcome, facts);
    if (isGoldMatch) matched += 1;
    await tx.answer.update({ where: { id }, data: { isGoldMatch } });
  }
  const counted = { answered: { increment: answers.length }, matched: { increment: matched } };
  if (answers.length > 0) await tx.gold.update({ where: { id: gold.id }, data: counted });
}

async function goldRecords(
  tx: Transaction,
  { campaignId, kind }: TaskWithFacts,
  answers: ReadonlyArray<GivenAnswer>,
): Promise<Map<string, GoldRecord>> {
  const rows = await tx.$queryRaw<Array<GoldRecord & { address: string }>>`
    select answer.address, count(*)::int as "goldTotal", count(*) filter (where answer."isGoldMatch")::int as "goldCorrect"
    from "Answer" answer join "Task" task on task.id = answer."taskId"
    where answer.address = any(${answers.map(({ address }) => address)}::text[]) and answer."isGoldMatch" is not null
      and task."campaignId" = ${campaignId} and task.kind::text = ${kind}
    group by answer.address`;
  return new Map(rows.map((row) => [row.address, row]));
}

/** Records that count: none below the bar while the campaign's gold is in doubt. */
async function countingGold(
  tx: Transaction,
  { campaignId, kind }: TaskWithFacts,
  records: Map<string, GoldRecord>,
): Promise<Map<string, GoldRecord>> {
  const below = [...records].filter(([, record]) => belowBar(record.goldCorrect, record.goldTotal, goldBar));
  if (below.length === 0) return records;
  const [met] = await tx.$queryRaw<Array<{ contributors: number; missing: number }>>`
    select count(*)::int as contributors, count(*) filter (where matched * 2 < answers)::int as missing
    from (
      select count(*) as answers, count(*) filter (where answer."isGoldMatch") as matched
      from "Answer" answer join "Task" task on task.id = answer."taskId"
      where task."campaignId" = ${campaignId} and task.kind::text = ${kind} and answer."isGoldMatch" is not null
      group by answer.address) contributor`;
  // Whoever is below the bar is one of those who miss most.
  const others = { contributors: (met?.contributors ?? 0) - 1, missing: (met?.missing ?? 0) - 1 };
  const doubted = new Set(isInDoubt(others) ? below.map(([address]) => address) : []);
  return new Map([...records].filter(([address]) => !doubted.has(address)));
}

async function recordOutcome(
  tx: Transaction,
  { id }: TaskWithFacts,
  { result, probability, method, detail }: Outcome & { method: string },
): Promise<void> {
  const written = JSON.parse(JSON.stringify(detail));
  await tx.outcome.create({ data: { taskId: id, result, probability, method, detail: written } });
  await tx.task.update({ where: { id }, data: { state: "closed", isDecided: true, closedAt: new Date() } });
}

/** The price and the weight are the task's now, whatever becomes of the campaign or of the contributor's standing. */
async function recordAnswers(tx: Transaction, task: TaskWithFacts, answers: ReadonlyArray<Judged>): Promise<void> {
  await tx.$executeRaw`
    update "Answer" set "isPaid" = judged.reason is null, reason = judged.reason, accuracy = judged.accuracy,
      "priceWei" = ${toWei(task.priceWei).toString()}::numeric
    from unnest(
      ${answers.map(({ id }) => id)}::text[], ${answers.map(({ reason }) => reason)}::text[],
      ${answers.map(({ accuracy }) => accuracy)}::float8[]
    ) as judged(id, reason, accuracy)
    where "Answer".id = judged.id`;
}

/** Paid, it earns; unpaid, it has a reason, and its price stays reserved while it can be disputed. */
function answerEntry({ campaignId, priceWei, campaign }: TaskWithFacts, { id, address, reason }: Judged): NewEntry {
  const entry = { kind: "answer" as const, ref: id, idempotencyKey: `answer:${id}` };
  if (reason) return { ...entry, reason, postings: [] };
  const earning = { campaignId, address, priceWei: toWei(priceWei), overheadBps: campaign.overheadBps };
  return { ...entry, postings: earnPostings({ ...earning, treasury: env().TREASURY }) };
}

/** What was reserved for answers that nobody gave. */
function unusedEntry(
  { id, campaignId, campaign, answersMax, priceWei }: TaskWithFacts,
  answers: number,
): Array<NewEntry> {
  const unused = BigInt(answersMax - answers) * costOf(toWei(priceWei), campaign.overheadBps);
  if (unused === 0n) return [];
  const postings = unreservePostings(campaignId, unused);
  return [{ kind: "unreserve", ref: id, idempotencyKey: `unanswered:${id}`, postings }];
}
