import { expect, test } from "vitest";
import { leaseTasks } from "#app/features/tasks/queue/lease.server.ts";
import { submitAnswers } from "#app/features/tasks/queue/submit.server.ts";
import { answersWorth } from "#app/features/tasks/standing/standing.server.ts";
import { db } from "#app/lib/db.server.ts";
import { anybody, judgedCampaign } from "#scripts/test/judged-campaign.ts";

test("what the day's answers are worth leaves out those that are known to be unpaid", async () => {
  const { id } = await judgedCampaign();
  const [address, start] = [anybody(), new Date()];
  expect(await answersWorth(address, start)).toBe(0n);
  const { leases } = await leaseTasks({ address, campaignId: id, count: 3 });
  await submitAnswers(
    address,
    leases.map((lease) => ({ leaseId: lease.id, answer: { choice: "tie" } })),
  );
  expect(await answersWorth(address, start)).toBe(60n);
  const [first, second] = leases;
  await db().answer.updateMany({ where: { leaseId: first?.id ?? "" }, data: { isPaid: false } });
  await db().answer.updateMany({ where: { leaseId: second?.id ?? "" }, data: { isPaid: true } });
  expect(await answersWorth(address, start)).toBe(40n);
  expect(await answersWorth(address, new Date(Date.now() + 60_000))).toBe(0n);
});
