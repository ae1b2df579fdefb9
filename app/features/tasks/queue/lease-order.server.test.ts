import { expect, test } from "vitest";
import { leaseTasks } from "#app/features/tasks/queue/lease.server.ts";
import { db } from "#app/lib/db.server.ts";
import { anybody, judgedCampaign } from "#scripts/test/judged-campaign.ts";

test("what is contested comes before what is fresh, and the most uncertain of it first", async () => {
  const { id, tasks } = await judgedCampaign({ prompts: 8 });
  const contested = tasks.slice(0, 3).map((task) => task.id);
  for (const [index, taskId] of contested.entries()) {
    await db().task.update({ where: { id: taskId }, data: { priority: 100 * (index + 1), answerCount: 3 } });
  }
  const order = [];
  for (let call = 0; call < 3; call++) {
    // Each time somebody else: what one holds is crowded for the next.
    const { leases } = await leaseTasks({ address: anybody(), campaignId: id, count: 1 });
    order.push(...leases.map(({ taskId }) => taskId));
  }
  expect(order).toEqual(contested.toReversed());
});

test("takers spread over the tasks before any has more holders than it needs", async () => {
  const { id, tasks } = await judgedCampaign({ prompts: 4 });
  for (let taker = 0; taker < 2; taker++) await leaseTasks({ address: anybody(), campaignId: id, count: 8 });
  const held = await db().lease.groupBy({ by: ["taskId"], where: { task: { campaignId: id } }, _count: true });
  expect(held.length).toBeGreaterThanOrEqual(8);
  expect(Math.max(...held.map(({ _count }) => _count))).toBeLessThanOrEqual(2);
  expect(tasks).toHaveLength(12);
});

test("no campaign starves: each has its turn, and one that has no task for somebody costs them nothing", async () => {
  await db().campaign.updateMany({ data: { state: "closed" } });
  const campaigns = await Promise.all([judgedCampaign(), judgedCampaign(), judgedCampaign()]);
  const served = new Map<string, number>();
  const now = Date.now();
  // By the next turn whatever was leased has ended.
  const at = (turn: number) => new Date(now + turn * 3_600_000);
  for (let turn = 0; turn < 48; turn++) {
    const { leases } = await leaseTasks({ address: anybody(), count: 1 }, at(turn));
    for (const { campaignId } of leases) served.set(campaignId, (served.get(campaignId) ?? 0) + 1);
  }
  // Of 48 even draws among three, fewer than two for one of them have a chance below one in a million.
  for (const { id } of campaigns) expect(served.get(id) ?? 0).toBeGreaterThanOrEqual(2);

  const first = campaigns[0];
  const { leases } = await leaseTasks({ address: first?.requester ?? "", count: 8 }, at(48));
  expect(leases).toHaveLength(6);
  expect(leases.map(({ campaignId }) => campaignId)).not.toContain(first?.id);
});
