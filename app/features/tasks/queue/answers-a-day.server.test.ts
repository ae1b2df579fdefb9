import { expect, test, vi } from "vitest";
import { skipLease } from "#app/features/tasks/queue/change.server.ts";
import { leaseTasks } from "#app/features/tasks/queue/lease.server.ts";
import { submitAnswers } from "#app/features/tasks/queue/submit.server.ts";
import { anybody, judgedCampaign } from "#scripts/test/judged-campaign.ts";

// Before the settings are read: two answers a day.
vi.hoisted(() => vi.stubEnv("ANSWERS_PER_DAY", "2"));

test("who has given the answers of a day is given no task until a day after the first", async () => {
  const { id } = await judgedCampaign();
  const address = anybody();
  const now = new Date();
  const { leases } = await leaseTasks({ address, campaignId: id, count: 8 }, now);
  expect(leases).toHaveLength(2);
  await submitAnswers(
    address,
    leases.map((lease) => ({ leaseId: lease.id, answer: { choice: "tie" } })),
    now,
  );
  const afterHours = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
  expect((await leaseTasks({ address, campaignId: id, count: 8 }, afterHours(23))).leases).toEqual([]);
  expect((await leaseTasks({ address, campaignId: id, count: 8 }, afterHours(25))).leases).toHaveLength(1);
});

test("a skip counts like an answer", async () => {
  const { id } = await judgedCampaign();
  const address = anybody();
  const now = new Date();
  for (let skipped = 0; skipped < 2; skipped++) {
    const [lease] = (await leaseTasks({ address, campaignId: id, count: 1 }, now)).leases;
    await skipLease({ address, leaseId: lease?.id ?? "", reason: "other" }, now);
    await skipLease({ address, leaseId: lease?.id ?? "", reason: "other" }, now);
  }
  const afterHours = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
  expect((await leaseTasks({ address, campaignId: id, count: 8 }, afterHours(23))).leases).toEqual([]);
  expect((await leaseTasks({ address, campaignId: id, count: 8 }, afterHours(25))).leases).toHaveLength(1);
});
