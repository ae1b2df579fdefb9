import { expect, test } from "vitest";
import { closeTask } from "#app/features/tasks/closing/close.server.ts";
import { changeGraceMs } from "#app/features/tasks/closing/closing.ts";
import { leaseTasks } from "#app/features/tasks/queue/lease.server.ts";
import { submitAnswers } from "#app/features/tasks/queue/submit.server.ts";
import { findSignals } from "#app/features/tasks/signals/signals.server.ts";
import { db } from "#app/lib/db.server.ts";
import { anybody, judgedCampaign } from "#scripts/test/judged-campaign.ts";

/**
 * Answers all twenty-four tasks, eight a call. Careful people agree on what stands in the task, on whichever side it is shown:
 * on one and the other in turn, for what chance alone would show them is now and then a signal, too.
 */
async function judgeAll(address: string, campaignId: string, isCareful: boolean): Promise<void> {
  for (let call = 0; call < 3; call++) {
    const { leases } = await leaseTasks({ address, campaignId, count: 8 });
    const answers = leases.map(({ id, taskId }, index) => {
      const choice = isCareful && index % 2 === 1 ? "b" : "a";
      const right = taskId < "8" ? "a" : "b";
      return { leaseId: id, answer: { choice }, dwellMs: isCareful ? 9_000 : 200, sidesSwapped: choice !== right };
    });
    for (const { leaseId, sidesSwapped } of isCareful ? answers : []) {
      await db().lease.update({ where: { id: leaseId }, data: { sidesSwapped } });
    }
    await submitAnswers(
      address,
      answers.map(({ leaseId, answer, dwellMs }) => ({ leaseId, answer, dwellMs })),
    );
  }
}

test("who always takes one side and does not read reaches the reviewers, and nobody's pay changes", async () => {
  const campaign = await judgedCampaign({ prompts: 8 });
  const [careless, ...careful] = Array.from({ length: 4 }, () => anybody());
  for (const address of careful) await judgeAll(address, campaign.id, true);
  await judgeAll(careless ?? "", campaign.id, false);
  for (const { id } of campaign.tasks) await closeTask(id, new Date(Date.now() + changeGraceMs));
  const [entries, balances] = [await db().entry.count(), await db().balance.findMany({ orderBy: { account: "asc" } })];

  await findSignals(campaign.id);
  const reports = await db().report.findMany({ where: { campaignId: campaign.id }, orderBy: { reason: "asc" } });
  expect(reports.map(({ ref }) => ref)).toEqual(reports.map(() => careless));
  const reasons = reports.map(({ reason }) => reason);
  expect(reasons).toEqual(expect.arrayContaining(["side-bias", "too-fast"]));
  expect(reports[0]).toMatchObject({ subject: "member", reporter: "site", state: "open" });

  await db().report.updateMany({ where: { campaignId: campaign.id }, data: { state: "dismissed" } });
  await findSignals(campaign.id);
  const again = await db().report.findMany({ where: { campaignId: campaign.id } });
  expect(again).toHaveLength(reports.length);
  expect(new Set(again.map(({ state }) => state))).toEqual(new Set(["dismissed"]));
  expect(await db().entry.count()).toBe(entries);
  expect(await db().balance.findMany({ orderBy: { account: "asc" } })).toEqual(balances);
});
