// Gold among the tasks, what it means for pay, and edits that are pasted.
import { expect, test } from "vitest";
import { campaignBudget } from "#app/features/campaigns/budget.server.ts";
import { changeCampaignState } from "#app/features/campaigns/change-state.server.ts";
import type { KindDraft } from "#app/features/campaigns/kind-options.ts";
import { balanceOf } from "#app/features/ledger/append.server.ts";
import { campaignReserved, reviewOf } from "#app/features/ledger/entry.ts";
import { closeTask } from "#app/features/tasks/closing/close.server.ts";
import { mostGoldWaitMs } from "#app/features/tasks/closing/closing.ts";
import { leaseTasks } from "#app/features/tasks/queue/lease.server.ts";
import { submitAnswers } from "#app/features/tasks/queue/submit.server.ts";
import { db, pool } from "#app/lib/db.server.ts";
import { anybody, type GoldRow, judgedCampaign } from "#scripts/test/judged-campaign.ts";

const cost = 22n;
const common = { priceWei: 20n, answersMin: 2, answersMax: 4, barPermille: 900 };
const labels = ["fine", "wrong", "rude"].map((id) => ({ id, title: id }));
const labelling: KindDraft = { ...common, kind: "label", options: { labels }, goldEvery: 5 };
const golds: Array<GoldRow> = Array.from({ length: 4 }, (_, index) => ({
  kind: "label",
  texts: [`A known text, number ${index}`],
  outcome: { labels: ["rude"] },
}));
const afterGrace = () => new Date(Date.now() + mostGoldWaitMs);

/** A lease of a given task, as the queue would make one. */
async function leaseOf(taskId: string, address: string): Promise<string> {
  const expiresAt = new Date(Date.now() + 60_000);
  const id = `${taskId}-${address}`.slice(0, 80);
  await db().lease.create({ data: { id, taskId, address, expiresAt } });
  return id;
}

async function answer(taskId: string, value: unknown, address = anybody()) {
  const leaseId = await leaseOf(taskId, address);
  expect(await submitAnswers(address, [{ leaseId, answer: value }])).toEqual([{ leaseId, state: "recorded" }]);
  return address;
}

function answerOf(address: string, taskId: string) {
  return db().answer.findFirstOrThrow({ where: { address, taskId } });
}

test("gold tasks are opened out of the reserved share: one answer each, with sample ids of their own", async () => {
  const campaign = await judgedCampaign({ kinds: [labelling], golds });
  const known = campaign.tasks.filter(({ goldId }) => goldId !== null);
  // Three tasks of four answers, and one answer in five gold.
  expect(known).toHaveLength(3);
  for (const task of known) {
    expect(task).toMatchObject({ promptId: null, answersMin: 1, answersMax: 1, kind: "label" });
    expect(task.payload).toEqual({ sampleIds: [expect.stringMatching(/^[0-9a-f-]{36}$/)] });
  }
  expect(new Set(known.map(({ goldId }) => goldId)).size).toBe(3);
  expect(await balanceOf(db(), campaignReserved(campaign.id))).toBe(15n * cost);
});

test("where there is no gold, or none that is live, its share is free at once", async () => {
  const without = await judgedCampaign({ kinds: [labelling] });
  expect(without.tasks).toHaveLength(3);
  expect(await campaignBudget(without.id)).toMatchObject({
    reservedWei: String(12n * cost),
    availableWei: String(3n * cost),
  });
  const two = await judgedCampaign({ kinds: [labelling], golds: golds.slice(0, 2) });
  expect(two.tasks).toHaveLength(5);
  expect((await campaignBudget(two.id)).availableWei).toBe(String(cost));
});

test("a gold task closes with its answer: matched, counted with its gold and paid", async () => {
  const campaign = await judgedCampaign({ kinds: [{ ...labelling, payRule: "gold/1" }], golds });
  const [right, wrong] = campaign.tasks.filter(({ goldId }) => goldId !== null).map(({ id }) => id);
  const address = await answer(right ?? "", { labels: ["rude"] });
  await answer(wrong ?? "", { labels: ["fine"] }, address);
  await closeTask(right ?? "");
  expect((await db().task.findUniqueOrThrow({ where: { id: right ?? "" } })).state).toBe("open");
  for (const id of [right, wrong]) await closeTask(id ?? "", afterGrace());

  expect(await answerOf(address, right ?? "")).toMatchObject({ isGoldMatch: true, isPaid: true });
  expect(await answerOf(address, wrong ?? "")).toMatchObject({ isGoldMatch: false, isPaid: true });
  expect(await balanceOf(db(), reviewOf(address))).toBe(40n);
  const outcome = await db().outcome.findUniqueOrThrow({ where: { taskId: wrong ?? "" } });
  expect(outcome).toMatchObject({ result: "rude", probability: 1, method: "gold/1" });
  const jobs = await pool().query("select key from graphile_worker.jobs where key = $1", [
    `fit-campaign:${campaign.id}`,
  ]);
  expect(jobs.rows).toHaveLength(1);
  const counted = await db().gold.findMany({
    where: { campaignId: campaign.id, answered: 1 },
    orderBy: { matched: "asc" },
  });
  expect(counted.map(({ matched }) => matched)).toEqual([0, 1]);
});

test("under agreement, a gold task pays who names what is known", async () => {
  const campaign = await judgedCampaign({ kinds: [labelling], golds });
  const [task] = campaign.tasks.filter(({ goldId }) => goldId !== null).map(({ id }) => id);
  const address = await answer(task ?? "", { labels: ["fine"] });
  await closeTask(task ?? "", afterGrace());
  const unpaid = { isGoldMatch: false, isPaid: false, reason: "disagrees-with-outcome" };
  expect(await answerOf(address, task ?? "")).toMatchObject(unpaid);
});

test("who misses all of five golds is not paid from then on, is told why, and the price stays reserved", async () => {
  const kinds: Array<KindDraft> = [{ ...labelling, payRule: "gold/1" }];
  const campaign = await judgedCampaign({ kinds, golds, prompts: 2 });
  const known = campaign.tasks.filter(({ goldId }) => goldId !== null).map(({ id }) => id);
  expect(known).toHaveLength(6);
  const careless = anybody();
  for (const id of known.slice(0, 5)) {
    await answer(id, { labels: ["fine"] }, careless);
    await closeTask(id, afterGrace());
  }
  expect(await balanceOf(db(), reviewOf(careless))).toBe(4n * 20n);

  const [plain] = campaign.tasks.filter(({ goldId }) => goldId === null).map(({ id }) => id);
  await answer(plain ?? "", { labels: ["wrong"] }, careless);
  const other = await answer(plain ?? "", { labels: ["wrong"] });
  await answer(plain ?? "", { labels: ["wrong"] });
  await closeTask(plain ?? "", afterGrace());
  expect(await answerOf(careless, plain ?? "")).toMatchObject({ isPaid: false, reason: "gold-below-bar" });
  expect(await balanceOf(db(), reviewOf(other))).toBe(20n);
  const entry = await db().entry.findFirstOrThrow({
    where: { ref: (await answerOf(careless, plain ?? "")).id },
    include: { postings: true },
  });
  expect(entry).toMatchObject({ kind: "answer", reason: "gold-below-bar", postings: [] });
});

test("where most others miss most gold too, nobody is refused for it", async () => {
  const kinds: Array<KindDraft> = [{ ...labelling, payRule: "gold/1", answersMax: 6 }];
  const outcome = { labels: ["rude"] };
  const rows = Array.from({ length: 12 }, (_, n): GoldRow => ({ kind: "label", texts: [`Known ${n}`], outcome }));
  const campaign = await judgedCampaign({ kinds, golds: rows, prompts: 4 });
  const known = campaign.tasks.filter(({ goldId }) => goldId !== null).map(({ id }) => id);
  const unlucky = anybody();
  for (const id of known.slice(0, 5)) await answer(id, { labels: ["fine"] }, unlucky);
  for (const id of known.slice(5, 9)) await answer(id, { labels: ["fine"] });
  for (const id of known) await closeTask(id, afterGrace());
  const [first, second] = campaign.tasks.filter(({ goldId }) => goldId === null).map(({ id }) => id);
  const judge = async (id = "") => {
    await answer(id, { labels: ["wrong"] }, unlucky);
    for (let other = 0; other < 5; other++) await answer(id, { labels: ["wrong"] });
    await closeTask(id, afterGrace());
    return answerOf(unlucky, id);
  };
  expect(await judge(first)).toMatchObject({ isPaid: false, reason: "gold-below-bar" });

  await answer(known[9] ?? "", { labels: ["fine"] });
  await closeTask(known[9] ?? "", afterGrace());
  expect(await judge(second)).toMatchObject({ isPaid: true, reason: null });
});

test("gold that does not fit the campaign's labels judges nobody: its task closes, and its answer is paid", async () => {
  const unfit = golds.map((gold) => ({ ...gold, outcome: { labels: ["made-up"] } }));
  const campaign = await judgedCampaign({ kinds: [labelling], golds: unfit });
  const [task] = campaign.tasks.filter(({ goldId }) => goldId !== null).map(({ id }) => id);
  const address = await answer(task ?? "", { labels: ["fine"] });
  await closeTask(task ?? "", afterGrace());
  expect(await answerOf(address, task ?? "")).toMatchObject({ isGoldMatch: null, isPaid: true });
});

test("a closed campaign's gold tasks that nobody answered close, and what was reserved for them is free", async () => {
  const campaign = await judgedCampaign({ kinds: [labelling], golds });
  await changeCampaignState({ campaignId: campaign.id, requester: campaign.requester, step: "close" });
  for (const { id } of campaign.tasks) await closeTask(id, afterGrace());
  expect(await balanceOf(db(), campaignReserved(campaign.id))).toBe(0n);
  expect(await db().task.count({ where: { campaignId: campaign.id, state: "open" } })).toBe(0);
});

test("gold of a comparison is known in the task's order, whichever side it was shown on", async () => {
  const kinds: Array<KindDraft> = [{ ...common, kind: "prefer", goldEvery: 5 }];
  const known: Array<GoldRow> = Array.from({ length: 8 }, (_, index) => ({
    kind: "prefer",
    texts: [`good ${index}`, `bad ${index}`],
    outcome: { choice: "a" },
  }));
  const campaign = await judgedCampaign({ kinds, golds: known });
  const address = anybody();
  const { leases } = await leaseTasks({ address, campaignId: campaign.id, count: 8 });
  const given = leases.map(({ id, samples: [first] }) => ({
    leaseId: id,
    answer: { choice: first?.text.startsWith("good") ? "a" : "b" },
  }));
  await submitAnswers(address, given);
  for (const task of campaign.tasks.filter(({ goldId }) => goldId !== null)) {
    if ((await db().answer.count({ where: { taskId: task.id } })) === 0) {
      const leaseId = await leaseOf(task.id, address);
      await submitAnswers(address, [{ leaseId, answer: { choice: "a" } }]);
    }
    await closeTask(task.id, afterGrace());
    expect(await answerOf(address, task.id)).toMatchObject({ isGoldMatch: true, answer: { choice: "a" } });
  }
});

const editing: KindDraft = { ...common, kind: "edit", goldEvery: 0, options: { minimumWords: 3 } };
const copied = "Answer one has been pasted here: two shirts, one coat and a towel for the beach.";

test("an edit that is nearly another sample of its prompt is paid, and a reviewer is asked to look", async () => {
  const campaign = await judgedCampaign({ kinds: [editing] });
  const [task] = campaign.tasks;
  const shown = await db().taskSample.findFirstOrThrow({ where: { taskId: task?.id ?? "" } });
  const [other] = await db().sample.findMany({ where: { campaignId: campaign.id, id: { not: shown.sampleId } } });
  await db().sample.update({ where: { id: other?.id ?? "" }, data: { text: copied } });
  const copyist = await answer(task?.id ?? "", { text: `Sure! ${copied.replace("towel", "blanket")}` });
  const author = await answer(task?.id ?? "", { text: "Take what you would miss, and leave the towel." });
  await closeTask(task?.id ?? "", afterGrace());

  const { id } = await answerOf(copyist, task?.id ?? "");
  const reports = await db().report.findMany({ where: { campaignId: campaign.id } });
  expect(reports).toMatchObject([
    { subject: "answer", ref: id, reporter: "site", reason: "pasted-model-output", evidence: { sampleId: other?.id } },
  ]);
  for (const address of [copyist, author]) expect(await balanceOf(db(), reviewOf(address))).toBe(20n);
});
