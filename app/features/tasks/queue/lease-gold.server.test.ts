import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { KindDraft } from "#app/features/campaigns/kind-options.ts";
import { taskLeaseSchema } from "#app/features/tasks/api.ts";
import { closeTask } from "#app/features/tasks/closing/close.server.ts";
import { mostGoldWaitMs } from "#app/features/tasks/closing/closing.ts";
import { type RankAnswer, rankAnswerSchema } from "#app/features/tasks/kinds/rank.ts";
import { changeAnswer, releaseLeases } from "#app/features/tasks/queue/change.server.ts";
import { leaseTasks } from "#app/features/tasks/queue/lease.server.ts";
import { submitAnswers } from "#app/features/tasks/queue/submit.server.ts";
import { db } from "#app/lib/db.server.ts";
import { anybody, type GoldRow, judgedCampaign } from "#scripts/test/judged-campaign.ts";

const prefer: KindDraft = {
  ...{ kind: "prefer", priceWei: 20n, answersMin: 2, answersMax: 5, barPermille: 950, payRule: "gold/1", goldEvery: 5 },
};
const gold = (number: number): GoldRow => ({
  kind: "prefer",
  texts: [`Right ${number}`, `Wrong ${number}`],
  outcome: { choice: "a" },
});
const golds = (count: number) => Array.from({ length: count }, (_, number) => gold(number));

/** Takes everything that there is for somebody, eight at a time, and answers it. */
async function judgeAll(address: string, campaignId: string) {
  const taken = [];
  for (;;) {
    const { leases } = await leaseTasks({ address, campaignId, count: 8 });
    if (leases.length === 0) return taken;
    taken.push(...leases);
    const answers = leases.map(({ id }) => ({ leaseId: id, answer: { choice: "a" } }));
    for (const { state } of await submitAnswers(address, answers)) expect(state).toBe("recorded");
  }
}

test("about one task in five is gold, in no place of its own, and nobody meets the same gold twice", async () => {
  let all = 0;
  const places: Array<number> = [];
  for (let campaign = 0; campaign < 3; campaign++) {
    const { id } = await judgedCampaign({ prompts: 16, kinds: [prefer], golds: golds(40) });
    for (let person = 0; person < 4; person++) {
      const taken = await judgeAll(anybody(), id);
      const tasks = await db().task.findMany({ where: { id: { in: taken.map(({ taskId }) => taskId) } } });
      const shown = new Map(tasks.map((task) => [task.id, task.goldId]));
      const ofGold = taken.flatMap(({ taskId }) => shown.get(taskId) ?? []);
      expect(new Set(ofGold).size).toBe(ofGold.length);
      all += taken.length;
      for (const [index, { taskId }] of taken.entries()) if (shown.get(taskId)) places.push(index % 8);
    }
  }
  // Of about 720 draws at one in five, 144 expected, within six deviations: enough that no place stays without by chance.
  expect(all).toBeGreaterThan(576);
  expect(places.length).toBeGreaterThan(79);
  expect(places.length).toBeLessThan(209);
  expect(new Set(places).size).toBe(8);
});

test("a gold task looks as any other, and one answer closes it", async () => {
  const { id } = await judgedCampaign({ prompts: 12, kinds: [prefer], golds: golds(12) });
  const address = anybody();
  await onlyGold(id, address);
  const taken = await judgeAll(address, id);
  const tasks = await db().task.findMany({ where: { id: { in: taken.map(({ taskId }) => taskId) } } });
  const known = new Set(tasks.filter(({ goldId }) => goldId).map(({ id }) => id));
  expect(known.size).toBeGreaterThan(0);
  expect(taken.length).toBeGreaterThan(known.size);
  const samples = new Set<string>();
  for (const lease of taken) {
    taskLeaseSchema.strict().parse(lease);
    expect(lease).toMatchObject({ kind: "prefer", priceWei: "20", guidelinesVersion: 1 });
    expect(lease.samples).toHaveLength(2);
    if (known.has(lease.taskId)) for (const { id } of lease.samples) samples.add(id);
  }
  expect(samples.size).toBe(2 * known.size);

  const [first] = known;
  await closeTask(first ?? "", new Date(Date.now() + mostGoldWaitMs));
  const answer = await db().answer.findFirst({ where: { taskId: first } });
  expect(answer).toMatchObject({ address, isPaid: true });
  expect(answer?.isGoldMatch).toBe(JSON.stringify(answer?.answer) === JSON.stringify({ choice: "a" }));
});

test("gold comes less often to somebody with standing, and not at all where the campaign wants none", async () => {
  const { id } = await judgedCampaign({ prompts: 12, kinds: [prefer], golds: golds(40) });
  const trusted = anybody();
  const counts = { accuracy: 0.95, standardError: 0.01, n: 400 };
  await db().reputation.create({
    data: { address: trusted, campaignId: id, kind: "prefer", ...counts, goldEvery: 1_000_000 },
  });
  const taken = await judgeAll(trusted, id);
  expect(taken).toHaveLength(36);
  expect(
    await db().task.count({ where: { id: { in: taken.map(({ taskId }) => taskId) }, goldId: { not: null } } }),
  ).toBe(0);

  const none = await judgedCampaign({ prompts: 8, kinds: [{ ...prefer, goldEvery: 0 }], golds: golds(10) });
  expect(await judgeAll(anybody(), none.id)).toHaveLength(24);
});

test("retired gold is shown to nobody", async () => {
  const { id } = await judgedCampaign({ prompts: 8, kinds: [prefer], golds: golds(10) });
  await db().gold.updateMany({ where: { campaignId: id }, data: { state: "retired" } });
  expect(await judgeAll(anybody(), id)).toHaveLength(24);
});

/** Everything is gold for them, as far as there is any. */
async function onlyGold(campaignId: string, address: string): Promise<void> {
  const counts = { accuracy: 0.75, standardError: 0.1, n: 1 };
  await db().reputation.create({ data: { address, campaignId, kind: "prefer", ...counts, goldEvery: 1 } });
}

async function takeGolds(campaignId: string, address: string) {
  const { leases } = await leaseTasks({ address, campaignId, count: 8 });
  const taskIds = leases.map(({ taskId }) => taskId);
  const tasks = await db().task.findMany({ where: { id: { in: taskIds }, goldId: { not: null } } });
  return { leases, golds: tasks.map(({ goldId }) => goldId).sort(), tasks: tasks.map(({ id }) => id).sort() };
}

test("gold that was given back unanswered comes again, as the same task where it is free", async () => {
  const { id } = await judgedCampaign({ prompts: 12, kinds: [prefer], golds: golds(4) });
  const address = anybody();
  await onlyGold(id, address);
  const rounds = [];
  for (let round = 0; round < 3; round++) {
    const { leases, golds, tasks } = await takeGolds(id, address);
    expect(golds).toHaveLength(4);
    rounds.push(tasks);
    await releaseLeases(
      address,
      leases.map((lease) => lease.id),
    );
  }
  expect(rounds[1]).toEqual(rounds[0]);
  expect(rounds[2]).toEqual(rounds[0]);

  await takeGolds(id, address);
  expect((await takeGolds(id, address)).golds).toEqual([]);
});

test("promoted gold is shown to nobody who judged its task or wrote a sample of it", async () => {
  const author = anybody();
  const authors = [author, anybody(), anybody()];
  const { id, tasks } = await judgedCampaign({ prompts: 4, kinds: [prefer], golds: golds(1), authors });
  const shown = await db().taskSample.findFirstOrThrow({
    where: { sample: { address: author }, task: { campaignId: id } },
  });
  await db().gold.updateMany({ where: { campaignId: id }, data: { source: "promoted", sourceTaskId: shown.taskId } });
  expect(tasks.map((task) => task.id)).toContain(shown.taskId);
  const judge = anybody();
  const at = new Date();
  await db().lease.create({
    data: { id: randomUUID(), taskId: shown.taskId, address: judge, expiresAt: at, answeredAt: at },
  });
  const met: Array<number> = [];
  for (const address of [author, judge, anybody()]) {
    await onlyGold(id, address);
    met.push((await takeGolds(id, address)).golds.length);
  }
  expect(met).toEqual([0, 0, 1]);
});

test("a lease names no sample by the id that stands in the public ledger, and answers are kept under it", async () => {
  const rank: KindDraft = { kind: "rank", priceWei: 20n, goldEvery: 0 };
  const { id } = await judgedCampaign({ kinds: [rank] });
  const address = anybody();
  const { leases } = await leaseTasks({ address, campaignId: id, count: 1 });
  const ids = leases[0]?.samples.map((sample) => sample.id) ?? [];
  expect(new Set(ids).size).toBe(3);
  expect(await db().entry.count({ where: { ref: { in: ids } } })).toBe(0);

  const leaseId = leases[0]?.id ?? "";
  const answer = { tiers: ids.map((sample) => [sample]) };
  expect(await submitAnswers(address, [{ leaseId, answer }])).toEqual([{ leaseId, state: "recorded" }]);
  const samples = await db().sample.findMany({ where: { campaignId: id } });
  const textOf = new Map(samples.map((sample) => [sample.id, sample.text]));
  const textsOf = ({ tiers }: RankAnswer) => tiers.map(([sample = ""]) => textOf.get(sample));
  const kept = await db().answer.findUniqueOrThrow({ where: { leaseId } });
  expect(textsOf(rankAnswerSchema.parse(kept.answer))).toEqual(leases[0]?.samples.map(({ text }) => text));

  const reversed = { tiers: ids.toReversed().map((sample) => [sample]) };
  expect(await changeAnswer({ address, leaseId, answer: reversed })).toEqual({ ok: true });
  const changed = await db().answer.findUniqueOrThrow({ where: { leaseId } });
  expect(textsOf(rankAnswerSchema.parse(changed.answer))).toEqual(
    leases[0]?.samples.map(({ text }) => text).toReversed(),
  );
  const foreign = await changeAnswer({ address, leaseId, answer: { tiers: [samples.map((sample) => sample.id)] } });
  expect(foreign).toEqual({ ok: false, why: "sample-not-in-task" });
});
