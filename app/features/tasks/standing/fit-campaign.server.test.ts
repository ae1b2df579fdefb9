import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { KindDraft } from "#app/features/campaigns/kind-options.ts";
import { decideGold, listProposedGold } from "#app/features/tasks/gold/gold-proposals.server.ts";
import { leaseTasks } from "#app/features/tasks/queue/lease.server.ts";
import { fitCampaign } from "#app/features/tasks/standing/fit-campaign.server.ts";
import { addFitJob, vouchForCampaign } from "#app/features/tasks/standing/reputation.server.ts";
import { db, inTransaction, pool } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { anybody, type GoldRow, judgedCampaign } from "#scripts/test/judged-campaign.ts";

const prefer: KindDraft = {
  ...{
    kind: "prefer",
    priceWei: 20n,
    answersMin: 2,
    answersMax: 5,
    barPermille: 950,
    payRule: "gold/1",
    goldEvery: 12,
  },
};
const gold = (number: number): GoldRow => ({
  kind: "prefer",
  texts: [`Right ${number}`, "Wrong"],
  outcome: { choice: "a" },
});

type Answered = { taskId: string; address: string; choice: string; isGoldMatch?: boolean; isPaid?: boolean };

/** An answer to a task that has closed, as closing leaves it. */
async function answered({ taskId, address, choice, isGoldMatch, isPaid = true }: Answered): Promise<void> {
  const lease = await db().lease.create({
    data: { id: randomUUID(), taskId, address, expiresAt: new Date(), answeredAt: new Date() },
  });
  await db().answer.create({
    data: {
      ...{ id: randomUUID(), taskId, leaseId: lease.id, address, answer: { choice } },
      ...{ isPaid, isGoldMatch: isGoldMatch ?? null, priceWei: 20 },
    },
  });
}

async function close(taskId: string, result: string): Promise<void> {
  await db().task.update({ where: { id: taskId }, data: { state: "closed", closedAt: new Date() } });
  await db().outcome.create({ data: { taskId, result, probability: 0.99, method: "prefer-posterior/2" } });
}

/** Tasks of gold, one an answer, closed: who answers what. */
async function answerGold(campaignId: string, goldId: string, given: Array<{ address: string; choice: string }>) {
  for (const { address, choice } of given) {
    const task = await db().task.create({
      data: {
        ...{ id: randomUUID(), campaignId, goldId, kind: "prefer", priceWei: 20, barPermille: 950 },
        ...{ answersMin: 1, answersMax: 1, payload: { sampleIds: [randomUUID(), randomUUID()] } },
      },
    });
    await answered({ taskId: task.id, address, choice, isGoldMatch: choice === "a" });
    await close(task.id, "a");
  }
  await db().gold.update({ where: { id: goldId }, data: { answered: { increment: given.length } } });
}

async function campaignWithGold(count: number, prompts = 1) {
  const campaign = await judgedCampaign({
    ...{ prompts, kinds: [prefer] },
    golds: Array.from({ length: count }, (_, number) => gold(number)),
  });
  const golds = await db().gold.findMany({ where: { campaignId: campaign.id }, orderBy: { id: "asc" } });
  return { ...campaign, golds };
}

const reputationIn = (campaignId: string, address: string) =>
  db().reputation.findUnique({ where: { address_campaignId_kind: { address, campaignId, kind: "prefer" } } });

test("gold and agreement make a reputation in the campaign, and gold then comes less often", async () => {
  const { id, golds, tasks } = await campaignWithGold(20, 4);
  const [careful, careless, third] = [anybody(), anybody(), anybody()];
  for (const { id: goldId } of golds) {
    await answerGold(id, goldId, [
      { address: careful, choice: "a" },
      { address: careless, choice: "b" },
    ]);
  }
  for (const task of tasks.filter(({ goldId }) => !goldId)) {
    for (const address of [careful, third]) await answered({ taskId: task.id, address, choice: "a" });
    await answered({ taskId: task.id, address: careless, choice: "bad" });
    await close(task.id, "a");
  }
  await fitCampaign(id);

  const good = await reputationIn(id, careful);
  const bad = await reputationIn(id, careless);
  expect(good).toMatchObject({ goldCorrect: 20, goldTotal: 20, decided: 12, accepted: 32, n: 32 });
  expect(good?.agreed).toBeGreaterThan(11.5);
  expect(good?.accuracy).toBeGreaterThan(0.9);
  expect(good?.goldEvery).toBeGreaterThan(12);
  expect(bad).toMatchObject({ goldCorrect: 0, goldTotal: 20, goldEvery: 12 });
  expect(bad?.agreed).toBeLessThan(0.5);
  expect(bad?.accuracy).toBeLessThan(0.3);
});

test("standing counts elsewhere only when it was earned in a campaign that the operator vouches for", async () => {
  const { id, golds } = await campaignWithGold(30);
  const address = anybody();
  for (const { id: goldId } of golds) await answerGold(id, goldId, [{ address, choice: "a" }]);
  await fitCampaign(id);
  expect((await reputationIn(id, address))?.accuracy).toBeGreaterThan(0.9);
  expect(await db().vouchedReputation.count({ where: { address } })).toBe(0);
  expect(await db().queueMember.count({ where: { address } })).toBe(0);

  expect(await vouchForCampaign(id, true)).toBe(true);
  await fitCampaign(id);
  const vouched = await db().vouchedReputation.findUnique({ where: { address_kind: { address, kind: "prefer" } } });
  expect(vouched).toMatchObject({ goldCorrect: 30, goldTotal: 30, accepted: 30 });
  const limits = await db().queueMember.findUnique({ where: { address } });
  expect(limits?.answersADay).toBeGreaterThan(env().ANSWERS_PER_DAY);

  const other = await campaignWithGold(1);
  const [first] = other.golds;
  await answerGold(other.id, first?.id ?? "", [{ address, choice: "a" }]);
  await fitCampaign(other.id);
  const own = await reputationIn(other.id, address);
  expect(own).toMatchObject({ goldTotal: 1, n: 31 });
  expect(own?.accuracy).toBeGreaterThan(0.9);

  expect(await vouchForCampaign(id, false)).toBe(true);
  await fitCampaign(id);
  expect(await db().vouchedReputation.count({ where: { address } })).toBe(0);
  expect(await db().queueMember.findUnique({ where: { address } })).toMatchObject({ answersADay: null });
  expect(await vouchForCampaign("nowhere", true)).toBe(false);
});

test("gold that trusted contributors miss is retired, and nobody is the worse for it", async () => {
  const { id, golds } = await campaignWithGold(21);
  const [wrong, ...right] = golds.map((row) => row.id);
  const trusted = Array.from({ length: 5 }, anybody);
  for (const goldId of right)
    await answerGold(
      id,
      goldId,
      trusted.map((address) => ({ address, choice: "a" })),
    );
  await answerGold(
    id,
    wrong ?? "",
    trusted.map((address) => ({ address, choice: "b" })),
  );
  await fitCampaign(id);

  const retired = await db().gold.findMany({ where: { campaignId: id, state: "retired" } });
  expect(retired).toMatchObject([{ id: wrong, retiredReason: "bad" }]);
  for (const address of trusted)
    expect(await reputationIn(id, address)).toMatchObject({ goldCorrect: 20, goldTotal: 20 });
});

test("gold that is all wrong is found by contributors whom vouched campaigns trust", async () => {
  const elsewhere = await campaignWithGold(20);
  const trusted = Array.from({ length: 5 }, anybody);
  const all = (choice: string) => trusted.map((address) => ({ address, choice }));
  for (const { id } of elsewhere.golds) await answerGold(elsewhere.id, id, all("a"));
  const { id, golds } = await campaignWithGold(6);
  for (const gold of golds) await answerGold(id, gold.id, all("b"));
  await fitCampaign(elsewhere.id);
  await fitCampaign(id);
  expect(await db().gold.count({ where: { campaignId: id, state: "live" } })).toBe(6);

  await vouchForCampaign(elsewhere.id, true);
  await fitCampaign(id);
  expect(await db().gold.count({ where: { campaignId: id, retiredReason: "bad" } })).toBe(6);
  const key = `dispute-bad-gold:${id}:prefer`;
  expect((await pool().query("select 1 from graphile_worker.jobs where key = $1", [key])).rowCount).toBe(1);
  for (const address of trusted) expect(await reputationIn(id, address)).toMatchObject({ goldTotal: 0 });
});

test("newcomers who miss gold do not bring it down", async () => {
  const { id, golds } = await campaignWithGold(1);
  const [first] = golds;
  await answerGold(
    id,
    first?.id ?? "",
    Array.from({ length: 8 }, () => ({ address: anybody(), choice: "b" })),
  );
  await fitCampaign(id);
  expect(await db().gold.count({ where: { campaignId: id, state: "live" } })).toBe(1);
});

test("gold is retired after fifty answers, and its open tasks show other gold", async () => {
  const { id, golds } = await campaignWithGold(2, 6);
  const [spent, fresh] = golds.map((row) => row.id);
  await db().gold.update({ where: { id: spent ?? "" }, data: { answered: 50 } });
  const open = await db().task.count({ where: { goldId: { not: null }, campaignId: id, state: "open" } });
  expect(await db().task.count({ where: { goldId: spent ?? "", state: "open" } })).toBeGreaterThan(0);
  await fitCampaign(id);
  expect(await db().gold.findUnique({ where: { id: spent ?? "" } })).toMatchObject({
    state: "retired",
    retiredReason: "used-up",
  });
  expect(await db().task.count({ where: { goldId: fresh ?? "", state: "open" } })).toBe(open);
});

test("a task on which trusted contributors are of one mind is proposed, and is gold once a reviewer says yes", async () => {
  const { id, golds, tasks } = await campaignWithGold(30, 2);
  const trusted = [anybody(), anybody()];
  for (const { id: goldId } of golds)
    await answerGold(
      id,
      goldId,
      trusted.map((address) => ({ address, choice: "a" })),
    );
  const [unanimous, split, among] = tasks.filter(({ goldId }) => !goldId).map((task) => task.id);
  const give = async (taskId: string | undefined, choices: Array<[string, string]>) => {
    for (const [address, choice] of choices) await answered({ taskId: taskId ?? "", address, choice });
    await close(taskId ?? "", "a");
  };
  const [one = "", two = ""] = trusted;
  await give(unanimous, [
    [one, "a"],
    [two, "a"],
    [anybody(), "a"],
  ]);
  await give(split, [
    [one, "a"],
    [two, "a"],
    [anybody(), "b"],
  ]);
  await give(among, [
    [anybody(), "a"],
    [anybody(), "a"],
    [anybody(), "a"],
  ]);
  await fitCampaign(id);
  await fitCampaign(id);

  const { items } = await listProposedGold({ limit: 50 });
  const proposed = items.filter(({ campaignId }) => campaignId === id);
  expect(proposed).toMatchObject([{ kind: "prefer", outcome: { choice: "a" }, campaignTitle: "Packing lists" }]);
  expect(proposed[0]?.texts).toHaveLength(2);
  const decision = { goldId: proposed[0]?.id ?? "", reviewer: anybody() };
  expect(await decideGold({ ...decision, isRight: true })).toBe(true);
  expect(await decideGold({ ...decision, isRight: false })).toBe(false);
  expect(await db().gold.findUnique({ where: { id: decision.goldId } })).toMatchObject({
    ...{ state: "live", source: "promoted", sourceTaskId: unanimous, decidedBy: decision.reviewer },
  });
});

test("many closings make one fit, and later ones do not put it off", async () => {
  const { id } = await judgedCampaign();
  const now = new Date();
  await inTransaction((tx) => addFitJob(tx, id, now));
  await inTransaction((tx) => addFitJob(tx, id, new Date(now.getTime() + 10_000)));
  const { rows } = await pool().query(`select run_at from graphile_worker.jobs where key = $1`, [`fit-campaign:${id}`]);
  expect(rows).toHaveLength(1);
  expect(rows[0].run_at.getTime()).toBe(now.getTime() + 20_000);
});

test("who has shown much may answer more in a day", async () => {
  const { id } = await judgedCampaign();
  const address = anybody();
  await db().queueMember.create({ data: { address, answersADay: 1 } });
  expect((await leaseTasks({ address, campaignId: id, count: 8 })).leases).toHaveLength(1);
  await db().queueMember.update({ where: { address }, data: { answersADay: 3 } });
  expect((await leaseTasks({ address, campaignId: id, count: 8 })).leases).toHaveLength(2);
});
