import { expect, test } from "vitest";
import { campaignBudget } from "#app/features/campaigns/budget.server.ts";
import { changeCampaignState } from "#app/features/campaigns/change-state.server.ts";
import { useFreeMoney } from "#app/features/campaigns/open-prompts.server.ts";
import { balanceOf } from "#app/features/ledger/append.server.ts";
import { balancesOf, campaignReserved, chainAccount, memberOf, reviewOf } from "#app/features/ledger/entry.ts";
import { closeTask } from "#app/features/tasks/closing/close.server.ts";
import { changeGraceMs } from "#app/features/tasks/closing/closing.ts";
import { changeAnswer, releaseLeases } from "#app/features/tasks/queue/change.server.ts";
import { leaseTasks } from "#app/features/tasks/queue/lease.server.ts";
import { openTasks } from "#app/features/tasks/queue/open-tasks.server.ts";
import { submitAnswers } from "#app/features/tasks/queue/submit.server.ts";
import { db, pool } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { toWei } from "#app/lib/money.ts";
import { answersMax, anybody, judgedCampaign } from "#scripts/test/judged-campaign.ts";

const answerCost = 22n;
const afterGrace = () => new Date(Date.now() + changeGraceMs);

type Judged = Awaited<ReturnType<typeof judgedCampaign>>;

/** One member takes the campaign's tasks, answers one of them and gives the others back. */
async function answer(campaign: Judged, taskId: string, choice: "tie" | "bad") {
  const address = anybody();
  const { leases } = await leaseTasks({ address, campaignId: campaign.id, count: 8 });
  const own = leases.find((lease) => lease.taskId === taskId);
  const results = await submitAnswers(address, [{ leaseId: own?.id ?? "", answer: { choice } }]);
  await releaseLeases(
    address,
    leases.map((lease) => lease.id),
  );
  return { address, leaseId: own?.id ?? "", state: results[0]?.state };
}

function firstTask(campaign: Judged): string {
  return campaign.tasks[0]?.id ?? "";
}

function taskRow(id: string) {
  return db().task.findUniqueOrThrow({ where: { id }, include: { outcome: true, answers: true } });
}

async function jobOf(taskId: string): Promise<Date | undefined> {
  const found = await pool().query("select run_at from graphile_worker.jobs where key = $1", [`close-task:${taskId}`]);
  return found.rows[0]?.run_at;
}

test("agreeing answers close a task: they are paid, and the rest of the reservation is free again", async () => {
  const campaign = await judgedCampaign();
  const taskId = firstTask(campaign);
  const ana = await answer(campaign, taskId, "tie");
  const rui = await answer(campaign, taskId, "tie");
  await closeTask(taskId, afterGrace());

  const task = await taskRow(taskId);
  expect(task).toMatchObject({ state: "closed", outcome: { result: "tie", method: "prefer-posterior/2" } });
  expect(task.outcome?.probability).toBeCloseTo(0.964, 3);
  for (const { address } of [ana, rui]) expect(await balanceOf(db(), reviewOf(address))).toBe(20n);
  expect(await campaignBudget(campaign.id)).toMatchObject({
    availableWei: String(3n * answerCost),
    reservedWei: String(2n * 5n * answerCost),
  });
});

test("who disagrees with the outcome is not paid, is told why, and the price stays reserved", async () => {
  const campaign = await judgedCampaign();
  const taskId = firstTask(campaign);
  const careless = await answer(campaign, taskId, "bad");
  for (let count = 0; count < 3; count++) await answer(campaign, taskId, "tie");
  await closeTask(taskId, afterGrace());

  const entry = await db().answer.findUniqueOrThrow({ where: { leaseId: careless.leaseId } });
  expect(entry).toMatchObject({ isPaid: false, reason: "disagrees-with-outcome" });
  const entries = await db().entry.findMany({ where: { ref: entry.id }, include: { postings: true } });
  expect(entries).toMatchObject([{ kind: "answer", reason: "disagrees-with-outcome", postings: [] }]);
  expect(await balanceOf(db(), reviewOf(careless.address))).toBe(0n);
  expect(await balanceOf(db(), campaignReserved(campaign.id))).toBe(2n * 5n * answerCost + answerCost);
});

test("below the bar at the most answers a task is undecided, and everybody is paid", async () => {
  const campaign = await judgedCampaign();
  const taskId = firstTask(campaign);
  const choices = ["tie", "bad", "tie", "bad", "tie"] as const;
  const people: Array<string> = [];
  for (const choice of choices) people.push((await answer(campaign, taskId, choice)).address);
  await closeTask(taskId, afterGrace());

  expect(await taskRow(taskId)).toMatchObject({ state: "closed", outcome: { result: "undecided" } });
  for (const address of people) expect(await balanceOf(db(), reviewOf(address))).toBe(20n);
});

test("a task below the bar stays open and goes on being leased; a decided one does not", async () => {
  const campaign = await judgedCampaign();
  const taskId = firstTask(campaign);
  await answer(campaign, taskId, "tie");
  await answer(campaign, taskId, "bad");
  await closeTask(taskId, afterGrace());
  const contested = await taskRow(taskId);
  expect(contested).toMatchObject({ state: "open", isDecided: false });
  expect(contested.priority).toBeGreaterThan(0);

  expect((await answer(campaign, taskId, "tie")).state).toBe("recorded");
  expect((await answer(campaign, taskId, "tie")).state).toBe("recorded");
  await closeTask(taskId);
  expect(await taskRow(taskId)).toMatchObject({ state: "open", isDecided: true });
  const { leases } = await leaseTasks({ address: anybody(), campaignId: campaign.id, count: 8 });
  expect(leases.map((lease) => lease.taskId)).not.toContain(taskId);
});

test("while somebody holds a decided task it stays open, and the job comes back when their lease ends", async () => {
  const campaign = await judgedCampaign();
  const taskId = firstTask(campaign);
  const holder = anybody();
  const now = new Date();
  const { leases } = await leaseTasks({ address: holder, campaignId: campaign.id, count: 8 }, now);
  await answer(campaign, taskId, "tie");
  await answer(campaign, taskId, "tie");

  await closeTask(taskId, afterGrace());
  const leaseEnd = new Date(now.getTime() + env().TASK_LEASE_SECONDS * 1_000);
  expect(await taskRow(taskId)).toMatchObject({ state: "open", isDecided: true });
  expect(await jobOf(taskId)).toEqual(leaseEnd);

  const late = leases.find((lease) => lease.taskId === taskId)?.id ?? "";
  await closeTask(taskId, leaseEnd);
  expect((await taskRow(taskId)).state).toBe("closed");
  expect(await submitAnswers(holder, [{ leaseId: late, answer: { choice: "tie" } }])).toEqual([
    { leaseId: late, state: "refused", code: "task-closed" },
  ]);
});

test("an answer that decided a task can still be changed for a moment, and then no more", async () => {
  const campaign = await judgedCampaign();
  const taskId = firstTask(campaign);
  await answer(campaign, taskId, "tie");
  const second = await answer(campaign, taskId, "tie");
  await closeTask(taskId);
  expect(await changeAnswer({ ...second, answer: { choice: "bad" } })).toEqual({ ok: true });
  await closeTask(taskId, afterGrace());
  expect(await taskRow(taskId)).toMatchObject({ state: "open", isDecided: false });

  await changeAnswer({ ...second, answer: { choice: "tie" } });
  await closeTask(taskId, afterGrace());
  expect(await changeAnswer({ ...second, answer: { choice: "bad" } })).toEqual({ ok: false, why: "task-closed" });
  expect((await taskRow(taskId)).outcome?.result).toBe("tie");
});

test("closing many times at once pays once", async () => {
  const campaign = await judgedCampaign();
  const taskId = firstTask(campaign);
  const { address } = await answer(campaign, taskId, "tie");
  await answer(campaign, taskId, "tie");
  await Promise.all(Array.from({ length: 8 }, () => closeTask(taskId, afterGrace())));
  expect(await balanceOf(db(), reviewOf(address))).toBe(20n);
  expect(await db().outcome.count({ where: { taskId } })).toBe(1);
});

test("pairs that cannot exist give their reservation back, and a prompt is paired once", async () => {
  const campaign = await judgedCampaign({ authors: [anybody(), anybody()] });
  expect(campaign.tasks).toHaveLength(1);
  const [prompt] = await db().prompt.findMany({ where: { campaignId: campaign.id } });
  await openTasks(prompt?.id ?? "");
  expect(await db().task.count({ where: { campaignId: campaign.id } })).toBe(1);
  expect((await campaignBudget(campaign.id)).availableWei).toBe(String(2n * 5n * answerCost));
});

test("all tasks closed with every answer given: the whole reservation is spent or free", async () => {
  const campaign = await judgedCampaign();
  for (const { id } of campaign.tasks) {
    await answer(campaign, id, "tie");
    await answer(campaign, id, "tie");
    await closeTask(id, afterGrace());
  }
  const spent = 3n * 110n + 3n * 2n * answerCost;
  const budget = await campaignBudget(campaign.id);
  expect(budget).toMatchObject({ reservedWei: "0", spentWei: String(spent) });
  expect(BigInt(budget.availableWei) + spent).toBe(BigInt(budget.fundedWei));

  const rows = await db().posting.findMany();
  const replayed = balancesOf([{ postings: rows.map((row) => ({ ...row, amountWei: toWei(row.amountWei) })) }]);
  for (const { account, wei } of await db().balance.findMany()) {
    expect(replayed.get(account)).toBe(toWei(wei));
    if (account !== chainAccount) expect(toWei(wei) >= 0n).toBe(true);
  }
});

test("a closed campaign's tasks close with the answers they have, and what is left goes back to the requester", async () => {
  const campaign = await judgedCampaign();
  const [first, second, third] = campaign.tasks.map(({ id }) => id);
  const { address } = await answer(campaign, first ?? "", "tie");
  await changeCampaignState({ campaignId: campaign.id, requester: campaign.requester, step: "close" });
  for (const id of [first, second, third]) await closeTask(id ?? "", afterGrace());
  await useFreeMoney(campaign.id);

  expect(await taskRow(first ?? "")).toMatchObject({ state: "closed", outcome: { result: "undecided" } });
  expect(await balanceOf(db(), reviewOf(address))).toBe(20n);
  const given = BigInt(answersMax) * 3n * answerCost - answerCost;
  expect(await balanceOf(db(), memberOf(campaign.requester))).toBe(given);
});

test("changing an answer again and again does not keep a task from closing", async () => {
  const campaign = await judgedCampaign();
  const taskId = firstTask(campaign);
  await answer(campaign, taskId, "tie");
  const second = await answer(campaign, taskId, "tie");
  await db().answer.updateMany({ where: { taskId }, data: { createdAt: new Date(Date.now() - 120_000) } });
  await changeAnswer({ ...second, answer: { choice: "tie", strength: 1 } });
  await closeTask(taskId);
  expect((await taskRow(taskId)).state).toBe("closed");
});
