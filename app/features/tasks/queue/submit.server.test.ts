import { expect, test } from "vitest";
import { changeAnswer, skipLease } from "#app/features/tasks/queue/change.server.ts";
import { leaseTasks } from "#app/features/tasks/queue/lease.server.ts";
import { submitAnswers } from "#app/features/tasks/queue/submit.server.ts";
import { db, pool } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { anybody, judgedCampaign } from "#scripts/test/judged-campaign.ts";

const choose = (choice: string) => ({ choice });

async function heldLeases(count = 3) {
  const { id } = await judgedCampaign();
  const address = anybody();
  const { leases } = await leaseTasks({ address, campaignId: id, count });
  return { id, address, leases, leaseIds: leases.map((lease) => lease.id) };
}

async function answerOf(leaseId: string) {
  const row = await db().answer.findUniqueOrThrow({ where: { leaseId }, include: { lease: true } });
  return row;
}

test("the same lease answered twice keeps the first answer, also by many at once", async () => {
  const { address, leaseIds } = await heldLeases(1);
  const [leaseId = ""] = leaseIds;
  const results = await Promise.all(
    Array.from({ length: 16 }, () => submitAnswers(address, [{ leaseId, answer: choose("tie") }])),
  );
  const states = results.flat().map(({ state }) => state);
  expect(states.filter((state) => state === "recorded")).toHaveLength(1);
  expect(states.filter((state) => state === "already-recorded")).toHaveLength(15);

  expect(await submitAnswers(address, [{ leaseId, answer: choose("bad") }])).toEqual([
    { leaseId, state: "already-recorded" },
  ]);
  expect((await answerOf(leaseId)).answer).toEqual(choose("tie"));
  expect((await db().task.findFirstOrThrow({ where: { leases: { some: { id: leaseId } } } })).answerCount).toBe(1);
});

test("one call: each answer stands for itself", async () => {
  const { address, leaseIds } = await heldLeases();
  const [first = "", second = "", third = ""] = leaseIds;
  await skipLease({ address, leaseId: third, reason: "cannot-tell" });
  const stranger = await heldLeases(1);
  const results = await submitAnswers(address, [
    { leaseId: first, answer: choose("tie"), flag: "harmful" },
    { leaseId: second, answer: choose("best") },
    { leaseId: third, answer: choose("a") },
    { leaseId: stranger.leaseIds[0] ?? "", answer: choose("a") },
    { leaseId: "no-such-lease", answer: choose("a") },
    { leaseId: first, answer: choose("bad") },
  ]);
  expect(results).toEqual([
    { leaseId: first, state: "recorded" },
    { leaseId: second, state: "refused", code: "invalid-answer" },
    { leaseId: third, state: "refused", code: "lease-skipped" },
    { leaseId: stranger.leaseIds[0], state: "refused", code: "unknown" },
    { leaseId: "no-such-lease", state: "refused", code: "unknown" },
    { leaseId: first, state: "already-recorded" },
  ]);
  expect(await answerOf(first)).toMatchObject({ answer: choose("tie"), flag: "harmful", isPaid: null });
});

test("an expired lease records nothing", async () => {
  const { address, leaseIds } = await heldLeases(1);
  const [leaseId = ""] = leaseIds;
  const now = new Date(Date.now() + env().TASK_LEASE_SECONDS * 1_000 + 1);
  expect(await submitAnswers(address, [{ leaseId, answer: choose("a") }], now)).toEqual([
    { leaseId, state: "refused", code: "lease-expired" },
  ]);
  expect(await db().answer.count({ where: { leaseId } })).toBe(0);
});

test("an answer that may decide its task adds the job that looks, in the same statement", async () => {
  const { id, address, leases } = await heldLeases(1);
  const [lease] = leases;
  const jobs = () =>
    pool().query("select key from graphile_worker.jobs where key = $1", [`close-task:${lease?.taskId}`]);
  await submitAnswers(address, [{ leaseId: lease?.id ?? "", answer: choose("tie") }]);
  expect((await jobs()).rows).toHaveLength(0);

  const second = anybody();
  const held = await leaseTasks({ address: second, campaignId: id, count: 8 });
  const same = held.leases.find(({ taskId }) => taskId === lease?.taskId);
  await submitAnswers(second, [{ leaseId: same?.id ?? "", answer: choose("tie") }]);
  expect((await jobs()).rows).toHaveLength(1);
});

test("an answer is changed while its task is open, in the task's own order, and by nobody else", async () => {
  const { address, leaseIds } = await heldLeases();
  for (const leaseId of leaseIds) {
    await submitAnswers(address, [{ leaseId, answer: choose("tie") }]);
    expect(await changeAnswer({ address, leaseId, answer: { choice: "a", strength: 2 } })).toEqual({ ok: true });
    const { answer, lease } = await answerOf(leaseId);
    expect(answer).toEqual({ choice: lease.sidesSwapped ? "b" : "a", strength: 2 });
    await expect(changeAnswer({ address: anybody(), leaseId, answer: { choice: "b" } })).rejects.toMatchObject({
      status: 404,
    });
  }
});

test("a lease without an answer has nothing to change", async () => {
  const { address, leaseIds } = await heldLeases(1);
  const change = changeAnswer({ address, leaseId: leaseIds[0] ?? "", answer: { choice: "b" } });
  await expect(change).rejects.toMatchObject({ status: 404 });
});
