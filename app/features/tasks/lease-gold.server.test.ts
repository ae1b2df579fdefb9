import { expect, test } from "vitest";
import type { KindDraft } from "#app/features/campaigns/kind-options.ts";
import { taskLeaseSchema } from "#app/features/tasks/api.ts";
import { closeTask } from "#app/features/tasks/close.server.ts";
import { leaseTasks } from "#app/features/tasks/lease.server.ts";
import { submitAnswers } from "#app/features/tasks/submit.server.ts";
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
  const { id } = await judgedCampaign({ prompts: 16, kinds: [prefer], golds: golds(40) });
  let all = 0;
  const places: Array<number> = [];
  for (let person = 0; person < 4; person++) {
    const taken = await judgeAll(anybody(), id);
    const tasks = await db().task.findMany({ where: { id: { in: taken.map(({ taskId }) => taskId) } } });
    const shown = new Map(tasks.map((task) => [task.id, task.goldId]));
    const ofGold = taken.flatMap(({ taskId }) => shown.get(taskId) ?? []);
    expect(new Set(ofGold).size).toBe(ofGold.length);
    all += taken.length;
    for (const [index, { taskId }] of taken.entries()) if (shown.get(taskId)) places.push(index % 8);
  }
  // Of about 240 draws at one in five, 48 expected, within six deviations.
  expect(all).toBeGreaterThan(192);
  expect(places.length).toBeGreaterThan(11);
  expect(places.length).toBeLessThan(85);
  expect(new Set(places).size).toBe(8);
});

test("a gold task looks as any other, and one answer closes it", async () => {
  const { id } = await judgedCampaign({ prompts: 12, kinds: [prefer], golds: golds(12) });
  const address = anybody();
  const taken = await judgeAll(address, id);
  const tasks = await db().task.findMany({ where: { id: { in: taken.map(({ taskId }) => taskId) } } });
  const known = new Set(tasks.filter(({ goldId }) => goldId).map(({ id }) => id));
  expect(known.size).toBeGreaterThan(0);
  const samples = new Set<string>();
  for (const lease of taken) {
    taskLeaseSchema.strict().parse(lease);
    expect(lease).toMatchObject({ kind: "prefer", priceWei: "20", guidelinesVersion: 1 });
    expect(lease.samples).toHaveLength(2);
    if (known.has(lease.taskId)) for (const { id } of lease.samples) samples.add(id);
  }
  expect(samples.size).toBe(2 * known.size);

  const [first] = known;
  await closeTask(first ?? "", new Date(Date.now() + 60_000));
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
