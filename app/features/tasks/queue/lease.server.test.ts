import { expect, test } from "vitest";
import { changeCampaignState } from "#app/features/campaigns/change-state.server.ts";
import { mostOpenLeases } from "#app/features/tasks/api.ts";
import { extendLease, releaseLeases, skipLease } from "#app/features/tasks/queue/change.server.ts";
import { leaseTasks } from "#app/features/tasks/queue/lease.server.ts";
import { submitAnswers } from "#app/features/tasks/queue/submit.server.ts";
import { db } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { answersMax, anybody, judgedCampaign } from "#scripts/test/judged-campaign.ts";

const later = (ms: number) => new Date(Date.now() + ms);
const leaseMs = () => env().TASK_LEASE_SECONDS * 1_000;

test("a lease shows the prompt, both samples and what an answer pays", async () => {
  const { id, tasks } = await judgedCampaign();
  const { leases } = await leaseTasks({ address: anybody(), campaignId: id, count: 1 });
  expect(leases).toHaveLength(1);
  expect(leases[0]).toMatchObject({ kind: "prefer", campaignId: id, priceWei: "20", guidelinesVersion: 1 });
  expect(tasks.map((task) => task.id)).toContain(leases[0]?.taskId);
  expect(leases[0]?.prompt.messages).toEqual([{ role: "user", content: "Pack for trip 0" }]);
  expect(new Set(leases[0]?.samples.map((sample) => sample.text)).size).toBe(2);
});

test("64 takers at once: nobody holds a task twice, no task has more holders than answers", async () => {
  const { id } = await judgedCampaign({ prompts: 8 });
  const takers = Array.from({ length: 64 }, anybody);
  const taken = await Promise.all(takers.map((address) => leaseTasks({ address, campaignId: id, count: 3 })));

  const holders = new Map<string, Array<number>>();
  for (const [taker, { leases }] of taken.entries()) {
    for (const { taskId } of leases) holders.set(taskId, [...(holders.get(taskId) ?? []), taker]);
  }
  for (const own of holders.values()) {
    expect(own.length).toBeLessThanOrEqual(answersMax);
    expect(new Set(own).size).toBe(own.length);
  }
  const stored = await db().lease.groupBy({ by: ["taskId"], where: { task: { campaignId: id } }, _count: true });
  expect(Math.max(...stored.map((group) => group._count))).toBeLessThanOrEqual(answersMax);
  expect(stored.reduce((sum, group) => sum + group._count, 0)).toBe(
    [...holders.values()].reduce((sum, own) => sum + own.length, 0),
  );
});

test("64 takers who also answer at once never exceed the most answers", async () => {
  const { id } = await judgedCampaign({ prompts: 4 });
  const choices = ["a", "b", "tie", "bad"] as const;
  await Promise.all(
    Array.from({ length: 64 }, async (_, index) => {
      const address = anybody();
      const { leases } = await leaseTasks({ address, campaignId: id, count: 4 });
      const answer = { choice: choices[index % 4] };
      const results = await submitAnswers(
        address,
        leases.map((lease) => ({ leaseId: lease.id, answer })),
      );
      expect(results.every(({ state }) => state === "recorded")).toBe(true);
    }),
  );
  const tasks = await db().task.findMany({
    where: { campaignId: id },
    include: { _count: { select: { answers: true } } },
  });
  for (const task of tasks) {
    expect(task._count.answers).toBe(task.answerCount);
    expect(task.answerCount).toBeLessThanOrEqual(answersMax);
  }
  expect(tasks.some((task) => task.answerCount === answersMax)).toBe(true);
});

test("nobody is given a sample of their own", async () => {
  const { id, authors, tasks } = await judgedCampaign({ prompts: 2 });
  for (const address of authors) {
    const { leases } = await leaseTasks({ address, campaignId: id, count: 8 });
    expect(leases).toHaveLength(tasks.length / 3);
    const shown = leases.flatMap((lease) => lease.samples.map((sample) => sample.id));
    expect(await db().sample.count({ where: { id: { in: shown }, address } })).toBe(0);
  }
});

test("a requester is not given tasks that they pay for", async () => {
  const { id, requester } = await judgedCampaign();
  const refused = await leaseTasks({ address: requester, campaignId: id, count: 8 });
  expect(refused).toEqual({ leases: [], retryAfterSeconds: 15 });
});

test("a task comes once: not while it is held, nor answered, nor skipped", async () => {
  const { id, tasks } = await judgedCampaign();
  const address = anybody();
  const { leases } = await leaseTasks({ address, campaignId: id, count: 8 });
  expect(leases.map((lease) => lease.taskId).sort()).toEqual(tasks.map((task) => task.id));
  const [answered, skipped, expired] = leases.map((lease) => lease.id);
  await submitAnswers(address, [{ leaseId: answered ?? "", answer: { choice: "a" } }]);
  await skipLease({ address, leaseId: skipped ?? "", reason: "language" });
  expect((await leaseTasks({ address, campaignId: id, count: 8 })).leases).toEqual([]);

  const renewed = await leaseTasks({ address, campaignId: id, count: 8 }, later(leaseMs() + 1_000));
  expect(renewed.leases.map((lease) => lease.id)).toEqual([expired]);
  const before = leases.find((lease) => lease.id === expired);
  expect(renewed.leases[0]?.samples).toEqual(before?.samples);
});

test("a paused campaign gives no task", async () => {
  const { id, requester } = await judgedCampaign();
  await changeCampaignState({ campaignId: id, requester, step: "pause" });
  expect((await leaseTasks({ address: anybody(), campaignId: id, count: 1 })).leases).toEqual([]);
});

test("a member holds a limited number of tasks at once, also when asking many times at once", async () => {
  const { id } = await judgedCampaign({ prompts: 7 });
  const address = anybody();
  await Promise.all(Array.from({ length: 8 }, () => leaseTasks({ address, campaignId: id, count: 8 })));
  for (let call = 0; call < 4; call++) await leaseTasks({ address, campaignId: id, count: 8 });
  expect(await db().lease.count({ where: { address } })).toBe(mostOpenLeases);
});

test("sides are swapped for some leases and not for others, and choices are put back", async () => {
  const { id } = await judgedCampaign({ prompts: 12, authors: [anybody(), anybody(), anybody()] });
  const address = anybody();
  const { leases } = await leaseTasks({ address, campaignId: id, count: 8 });
  const more = await leaseTasks({ address, campaignId: id, count: 8 });
  const all = [...leases, ...more.leases];
  await submitAnswers(
    address,
    all.map((lease) => ({ leaseId: lease.id, answer: { choice: "a" } })),
  );

  const rows = await db().answer.findMany({
    where: { address },
    include: { task: { include: { samples: { include: { sample: true } } } } },
  });
  expect(rows).toHaveLength(all.length);
  const stored = new Set<string>();
  for (const { answer, leaseId, task } of rows) {
    const preferred = all.find((lease) => lease.id === leaseId)?.samples[0]?.text;
    const position = task.samples.find(({ sample }) => sample.text === preferred)?.position;
    expect(answer).toEqual({ choice: position === 0 ? "a" : "b" });
    stored.add(JSON.stringify(answer));
  }
  expect(stored.size).toBe(2);
});

test("a lease is held for longer while it lives, but not for ever", async () => {
  const { id } = await judgedCampaign();
  const address = anybody();
  const { leases } = await leaseTasks({ address, campaignId: id, count: 1 });
  const own = { address, leaseId: leases[0]?.id ?? "" };
  expect(await extendLease(own, later(leaseMs() / 2))).toMatchObject({ ok: true });
  for (const share of [1.2, 2, 2.8, 3.6, 4.4]) await extendLease(own, later(leaseMs() * share));
  expect(await extendLease(own, later(leaseMs() * 5.2))).toEqual({ ok: false, why: "lease-too-long" });
  expect(await extendLease(own, later(leaseMs() * 7))).toEqual({ ok: false, why: "lease-expired" });
  await expect(extendLease({ ...own, address: anybody() })).rejects.toMatchObject({ status: 404 });
});

test("who leaves gives their tasks back at once, and may take them again", async () => {
  const { id } = await judgedCampaign();
  const address = anybody();
  const { leases } = await leaseTasks({ address, campaignId: id, count: 3 });
  const ids = leases.map((lease) => lease.id);
  await releaseLeases(anybody(), ids);
  expect((await leaseTasks({ address, campaignId: id, count: 3 })).leases).toEqual([]);
  await releaseLeases(address, ids);
  expect((await leaseTasks({ address, campaignId: id, count: 3 })).leases).toHaveLength(3);
});
