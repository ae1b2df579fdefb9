// Looks at a campaign's latest answers for what is unusual, and brings it to the reviewers. Nobody's pay depends on it.
import { randomUUID } from "node:crypto";
import type { TaskKind } from "#app/features/campaigns/kind-options.ts";
import { preferAnswerSchema, withSidesSwapped } from "#app/features/tasks/kinds/prefer.ts";
import { undecided } from "#app/features/tasks/kinds/scorer.ts";
import { scorers } from "#app/features/tasks/kinds.ts";
import { type Finding, type SignalAnswer, sameHands, signalsOf } from "#app/features/tasks/signals/signals.ts";
import { listFundings } from "#app/features/tasks/signals/signals-fundings.server.ts";
import { db } from "#app/lib/db.server.ts";
import { addJob } from "#app/lib/jobs.server.ts";

const mostAnswers = 20_000;
/** So long after the first fit since the last look: what is unusual does not change by the minute. */
const lookAfterMs = 300_000;

export async function addSignalsJob(campaignId: string): Promise<void> {
  const name = `find-signals:${campaignId}`;
  const runAt = new Date(Date.now() + lookAfterMs);
  await addJob(db(), "find-signals", { campaignId }, { key: name, queue: name, runAt, keepsTime: true });
}

export async function findSignals(campaignId: string): Promise<void> {
  const kinds = await db().campaignKind.findMany({ where: { campaignId } });
  const all: Array<SignalAnswer> = [];
  for (const { kind, options } of kinds) {
    const answers = await readSignalAnswers({ campaignId, kind, options });
    await report(campaignId, signalsOf(kind, answers));
    all.push(...answers);
  }
  await report(campaignId, sameHands(all, await listFundings(new Set(all.map(({ address }) => address)))));
}

async function report(campaignId: string, findings: ReadonlyArray<Finding>): Promise<void> {
  for (const { address, reason, figures, members = [] } of findings) {
    const place = { subject: "member", ref: address, reporter: "site", reason, campaignId };
    const evidence = { ...figures, members };
    await db().report.upsert({
      where: { subject_ref_reporter_reason_campaignId: place },
      create: { id: randomUUID(), ...place, evidence },
      // What a reviewer has decided stays decided; the figures are the newest.
      update: { evidence },
    });
  }
}

type Row = {
  taskId: string;
  address: string;
  at: Date;
  result: string;
  answer: unknown;
  sidesSwapped: boolean;
  dwellMs: number | null;
  characters: number;
  sampleIds: Array<string>;
};

async function readSignalAnswers({
  campaignId,
  kind,
  options,
}: {
  campaignId: string;
  kind: TaskKind;
  options: unknown;
}): Promise<Array<SignalAnswer>> {
  const rows = await db().$queryRaw<Array<Row>>`
    select coalesce(task."goldId", task.id) as "taskId", answer.address, answer."createdAt" as at, outcome.result, answer.answer,
      lease."sidesSwapped", answer."dwellMs", shown."sampleIds",
      (length(coalesce(prompt.messages, gold.messages)::text) + coalesce(length(array_to_string(gold.texts, '')), 0) + shown.characters)::int
        as characters
    from (
      select id, "promptId", "goldId" from "Task"
      where "campaignId" = ${campaignId} and kind::text = ${kind} and state = 'closed'
      order by "closedAt" desc limit ${mostAnswers}) task
    join "Answer" answer on answer."taskId" = task.id
    join "Lease" lease on lease.id = answer."leaseId"
    join "Outcome" outcome on outcome."taskId" = task.id
    left join "Prompt" prompt on prompt.id = task."promptId"
    left join "Gold" gold on gold.id = task."goldId"
    cross join lateral (
      select coalesce(array_agg(sample.id order by own.position), '{}') as "sampleIds",
        coalesce(sum(length(sample.text)), 0) as characters
      from "TaskSample" own join "Sample" sample on sample.id = own."sampleId" where own."taskId" = task.id) shown
    order by answer."createdAt", answer.id limit ${mostAnswers}`;
  return rows.map(({ taskId, address, at, result, dwellMs, characters, ...row }) => {
    const kept = scorers[kind].choice(row.answer, { sampleIds: row.sampleIds, texts: [], options });
    const outcome = result === undecided ? null : result;
    return { taskId, address, atMs: at.getTime(), dwellMs, characters, kept, outcome, ...shownChoice(row, kind, kept) };
  });
}

/** As it was shown: sides are put back in the task's order when an answer is kept. */
function shownChoice(
  { answer, sidesSwapped }: Pick<Row, "answer" | "sidesSwapped">,
  kind: TaskKind,
  kept: string,
): Pick<SignalAnswer, "choice" | "side"> {
  if (kind !== "prefer") return { choice: kept, side: "neither" };
  const given = preferAnswerSchema.parse(answer);
  const { choice } = sidesSwapped ? withSidesSwapped(given) : given;
  return { choice, side: choice === "a" ? "first" : choice === "b" ? "second" : "neither" };
}
