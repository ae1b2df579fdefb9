import { z } from "zod";
import type { Judging } from "#app/features/campaigns/api.ts";
import {
  type AgreementTask,
  agreementOfKind,
  type KindAgreement,
} from "#app/features/tasks/dashboard/campaign-agreement.ts";
import { db } from "#app/lib/db.server.ts";

/** Agreement and its intervals are computed over at most so many tasks of a kind, drawn by the digest of their ids. */
export const mostAgreementTasks = 1_000;

type Row = { id: string; language: string; answers: unknown };

const answersSchema = z.array(z.object({ answer: z.unknown() }));

/** How far the answers to a campaign's closed tasks agree, by kind. Gold, and what an audit took back, is left out. */
export function agreementOf(campaignId: string, judging: ReadonlyArray<Judging>): Promise<Array<KindAgreement>> {
  return Promise.all(
    judging.map(async ({ kind }) => agreementOfKind({ kind, tasks: await drawnTasks(campaignId, kind) })),
  );
}

async function drawnTasks(campaignId: string, kind: Judging["kind"]): Promise<Array<AgreementTask>> {
  const rows = await db().$queryRaw<Array<Row>>`
    with drawn as (
      select id, language from "Task"
      where "campaignId" = ${campaignId} and kind::text = ${kind} and state = 'closed' and "goldId" is null
        and "answerCount" >= 2
      order by md5(id) limit ${mostAgreementTasks}
    )
    select drawn.id, drawn.language,
      json_agg(json_build_object('answer', answer.answer) order by answer.address) as answers
    from drawn join "Answer" answer on answer."taskId" = drawn.id
    where answer.reason is distinct from 'overturned-by-audit'
    group by drawn.id, drawn.language order by drawn.id`;
  return rows.map(({ answers, ...task }) => ({ ...task, answers: answersSchema.parse(answers) }));
}
