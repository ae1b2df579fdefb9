import { randomInt, randomUUID } from "node:crypto";
import { tasksCostWei } from "#app/features/campaigns/reservation.ts";
import { ruleOf } from "#app/features/campaigns/rule.server.ts";
import { goldCount } from "#app/features/campaigns/tasks-of-prompt.ts";
import { appendEntry } from "#app/features/ledger/append.server.ts";
import { costOf, unreservePostings } from "#app/features/ledger/pay.ts";
import { takeGolds } from "#app/features/tasks/gold/take-golds.server.ts";
import { samplesOfTasks } from "#app/features/tasks/queue/samples-of-tasks.ts";
import { inTransaction, type Transaction } from "#app/lib/db.server.ts";
import { addJob } from "#app/lib/jobs.server.ts";
import { sumOf, toWei } from "#app/lib/money.ts";
import type { Campaign, CampaignKind, Prisma, Prompt } from "#prisma/generated/client.ts";

type PromptOfCampaign = Prompt & { campaign: Campaign & { kinds: Array<CampaignKind> } };
type NewTask = Prisma.TaskCreateManyInput & { id: string; showing: ReadonlyArray<string> };

/**
 * Once every slot of a prompt is spent, opens the tasks of its accepted samples, once, and gold among them. What was reserved
 * for tasks that cannot exist becomes free again; of a closed campaign that is all of it.
 */
export async function openTasks(promptId: string): Promise<void> {
  await inTransaction(async (tx) => {
    // Held in this order, as a closing campaign takes them: it ends the tasks that are there, so none may come after it.
    await tx.$queryRaw`
      select id from "Campaign" where id = (select "campaignId" from "Prompt" where id = ${promptId}) for share`;
    await tx.$queryRaw`select id from "Prompt" where id = ${promptId} for no key update`;
    const prompt = await tx.prompt.findUnique({
      where: { id: promptId },
      include: { campaign: { include: { kinds: true } } },
    });
    if (!prompt || prompt.pairedAt) return;

    const decided = { promptId, slotSpent: true, state: { in: ["accepted" as const, "rejected" as const] } };
    const samples = await tx.sample.findMany({ where: decided, orderBy: { slot: "asc" } });
    if (samples.length < prompt.campaign.candidatesPerPrompt) return;

    const accepted = samples.filter(({ state }) => state === "accepted").map(({ id }) => id);
    await tx.prompt.update({ where: { id: promptId }, data: { state: "filled", pairedAt: new Date() } });
    const tasks: Array<NewTask> = [];
    const kinds = prompt.campaign.state === "closed" ? [] : prompt.campaign.kinds;
    for (const kind of kinds) tasks.push(...(await tasksOf(tx, { prompt, kind, accepted })));
    await createTasks(tx, tasks);
    await returnUnused(tx, prompt, tasks);
    await addJob(tx, "open-prompts", { campaignId: prompt.campaignId }, { key: `open-prompts:${prompt.campaignId}` });
  });
}

type Opening = { prompt: PromptOfCampaign; kind: CampaignKind; accepted: ReadonlyArray<string> };

async function tasksOf(tx: Transaction, { prompt, kind, accepted }: Opening): Promise<Array<NewTask>> {
  const ordinary = samplesOfTasks(kind, accepted).map((showing) => ({
    ...{ ...columnsOf(kind), promptId: prompt.id, language: prompt.language, showing },
    ...{ answersMin: kind.answersMin, answersMax: kind.answersMax, payload: freshIds(showing) },
  }));
  const golds = await takeGolds(tx, kind, goldCount(ordinary.length * kind.answersMax, kind.goldEvery));
  const known = golds.map(({ id, language, texts }) => ({
    ...{ ...columnsOf(kind), goldId: id, language, showing: [], answersMin: 1, answersMax: 1 },
    payload: freshIds(texts),
  }));
  return [...ordinary, ...known];
}

/** What a task's samples are called in its leases. Their own ids stand in the public ledger, and gold's would be missing there. */
function freshIds(shown: ReadonlyArray<string>) {
  return { sampleIds: shown.map(() => randomUUID()) };
}

function columnsOf({ campaignId, kind, priceWei, barPermille }: CampaignKind) {
  return { id: randomUUID(), campaignId, kind, priceWei, barPermille, seed: randomInt(2 ** 32) };
}

async function createTasks(tx: Transaction, tasks: ReadonlyArray<NewTask>): Promise<void> {
  await tx.task.createMany({ data: tasks.map(({ showing: _, ...task }) => task) });
  const shown = tasks.flatMap(({ id, showing }) =>
    showing.map((sampleId, position) => ({ taskId: id, sampleId, position })),
  );
  await tx.taskSample.createMany({ data: shown });
}

async function returnUnused(tx: Transaction, prompt: PromptOfCampaign, tasks: ReadonlyArray<NewTask>): Promise<void> {
  const { campaign } = prompt;
  const needed = tasks.map(({ priceWei, answersMax }) => {
    return BigInt(answersMax) * costOf(toWei(priceWei), campaign.overheadBps);
  });
  const unused = tasksCostWei(ruleOf(campaign), campaign.candidatesPerPrompt) - sumOf(needed);
  if (unused === 0n) return;
  await appendEntry(tx, {
    kind: "unreserve",
    ref: prompt.id,
    idempotencyKey: `unpaired:${prompt.id}`,
    postings: unreservePostings(campaign.id, unused),
  });
}
