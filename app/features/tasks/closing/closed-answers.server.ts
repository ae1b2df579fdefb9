// Reads the answers of a campaign's closed tasks for its fit: page by page, and kept as numbers.
import type { TaskKind } from "#app/features/campaigns/kind-options.ts";
import type { Agreement, Choices, GoldCount } from "#app/features/tasks/dashboard/agreement-fit.ts";
import { undecided } from "#app/features/tasks/kinds/scorer.ts";
import { scorers } from "#app/features/tasks/kinds.ts";
import { db } from "#app/lib/db.server.ts";

type Place = { campaignId: string; kind: TaskKind };
type OfKind = Place & { options: unknown };
type Row = { taskId: string; address: string; answer: unknown; result: string; sampleIds: Array<string> };

const tasksAPage = 2_000;

/** What everybody chose in tasks that are not gold. */
export async function readChoices({ options, ...place }: OfKind): Promise<Choices> {
  const [tasks, workers, labels] = [numbered(), numbered(), numbered()];
  const columns = { tasks: [] as Array<number>, workers: [] as Array<number>, labels: [] as Array<number> };
  for await (const { taskId, address, answer, sampleIds } of closedAnswers(place)) {
    columns.tasks.push(tasks.numberOf(taskId));
    columns.workers.push(workers.numberOf(address));
    columns.labels.push(labels.numberOf(scorers[place.kind].choice(answer, { sampleIds, texts: [], options })));
  }
  return { ...columns, taskCount: tasks.size(), labelCount: labels.size(), addresses: workers.names() };
}

/** How often each agrees with what tasks added up to: for kinds whose answers are no labels. */
export async function readAgreement({ options, ...place }: OfKind): Promise<Map<string, Agreement>> {
  const agreements = new Map<string, Agreement>();
  for await (const { address, answer, result, sampleIds } of closedAnswers(place)) {
    if (result === undecided) continue;
    const before = agreements.get(address) ?? { agreed: 0, decided: 0 };
    const agrees = scorers[place.kind].agrees(answer, result, { sampleIds, texts: [], options });
    agreements.set(address, { agreed: before.agreed + (agrees ? 1 : 0), decided: before.decided + 1 });
  }
  return agreements;
}

export type Counted = GoldCount & { address: string; accepted: number };

/** Gold and paid answers of each contributor. */
export async function readCounts({ campaignId, kind }: Place): Promise<Array<Counted>> {
  return db().$queryRaw<Array<Counted>>`
    select answer.address, count(*) filter (where answer."isPaid")::int as accepted,
      count(*) filter (where answer."isGoldMatch")::int as "goldCorrect",
      count(*) filter (where answer."isGoldMatch" is not null)::int as "goldTotal"
    from "Answer" answer join "Task" task on task.id = answer."taskId"
    where task."campaignId" = ${campaignId} and task.kind::text = ${kind} and task.state = 'closed'
    group by answer.address order by answer.address`;
}

async function* closedAnswers({ campaignId, kind }: Place): AsyncGenerator<Row> {
  let after = "";
  for (;;) {
    const rows = await db().$queryRaw<Array<Row>>`
      select task.id as "taskId", answer.address, answer.answer, outcome.result, array(
        select shown."sampleId" from "TaskSample" shown where shown."taskId" = task.id order by shown.position) as "sampleIds"
      from (
        select id from "Task" where "campaignId" = ${campaignId} and kind::text = ${kind} and state = 'closed'
          and "goldId" is null and id > ${after} order by id limit ${tasksAPage}) task
      join "Answer" answer on answer."taskId" = task.id
      join "Outcome" outcome on outcome."taskId" = task.id
      order by task.id, answer.address`;
    const last = rows.at(-1);
    if (!last) return;
    yield* rows;
    after = last.taskId;
  }
}

/** Numbers names in the order in which they come. */
function numbered() {
  const numbers = new Map<string, number>();
  return {
    numberOf(name: string): number {
      const number = numbers.get(name) ?? numbers.size;
      numbers.set(name, number);
      return number;
    },
    size: () => numbers.size,
    names: () => [...numbers.keys()],
  };
}
