// Every kind, from the lease to the money.
import { expect, test } from "vitest";
import { campaignBudget } from "#app/features/campaigns/budget.server.ts";
import type { KindDraft } from "#app/features/campaigns/kind-options.ts";
import { balanceOf } from "#app/features/ledger/append.server.ts";
import { campaignReserved, reviewOf } from "#app/features/ledger/entry.ts";
import type { TaskLease } from "#app/features/tasks/api.ts";
import { closeTask } from "#app/features/tasks/closing/close.server.ts";
import { mostGoldWaitMs } from "#app/features/tasks/closing/closing.ts";
import { leaseTasks } from "#app/features/tasks/queue/lease.server.ts";
import { submitAnswers } from "#app/features/tasks/queue/submit.server.ts";
import { db } from "#app/lib/db.server.ts";
import { anybody, judgedCampaign } from "#scripts/test/judged-campaign.ts";

const priceWei = 20n;
const cost = 22n;
const samplesCost = 3n * 110n;
const afterGrace = () => new Date(Date.now() + mostGoldWaitMs);
const common = { priceWei, answersMin: 2, answersMax: 4, barPermille: 900, goldEvery: 0 as const };
const dimensions = [{ id: "tone", title: "Tone", anchors: ["1", "2", "3", "4", "5"] }];
const labels = ["fine", "wrong", "rude"].map((id) => ({ id, title: id }));
const rewritten = "Two shirts, a coat, one towel, soap and the tickets for the boat";

type Case = {
  draft: KindDraft;
  tasks: number;
  answer: (lease: TaskLease) => unknown;
  result: string;
  choice?: unknown;
};
const idOf = ({ samples }: TaskLease, text: string) => samples.find((each) => each.text.startsWith(text))?.id ?? "";

const cases: Record<string, Case> = {
  prefer: { draft: { ...common, kind: "prefer" }, tasks: 3, answer: () => ({ choice: "tie" }), result: "tie" },
  rank: {
    draft: { ...common, kind: "rank" },
    tasks: 1,
    answer: (lease) => ({
      tiers: [[idOf(lease, "Answer 1")], [idOf(lease, "Answer 0")]],
      unacceptable: [idOf(lease, "Answer 2")],
    }),
    result: "1>0|2",
  },
  rate: {
    draft: { ...common, kind: "rate", options: { dimensions } },
    tasks: 3,
    answer: () => ({ scores: { tone: 4 } }),
    result: "tone=4",
  },
  label: {
    draft: { ...common, kind: "label", options: { labels, spans: true } },
    tasks: 3,
    answer: () => ({ labels: ["wrong"], spans: [{ start: 0, end: 6, label: "wrong" }] }),
    result: "wrong",
  },
  edit: {
    draft: { ...common, kind: "edit", options: { minimumWords: 5 } },
    tasks: 1,
    answer: () => ({ text: rewritten }),
    result: "edited",
  },
};

/** Leases one task of the campaign and answers it. */
async function answerOne(campaignId: string, answer: (lease: TaskLease) => unknown) {
  const address = anybody();
  const { leases } = await leaseTasks({ address, campaignId, count: 1 });
  const [lease] = leases;
  const [result] = lease
    ? await submitAnswers(address, [{ leaseId: lease.id, answer: answer(lease), dwellMs: 900 }])
    : [];
  return { address, lease, result };
}

for (const [name, { draft, tasks, answer, result }] of Object.entries(cases)) {
  test(`${name}: leased, answered, closed and paid, and no wei is lost`, async () => {
    const campaign = await judgedCampaign({ kinds: [draft] });
    expect(campaign.tasks).toHaveLength(tasks);
    const paid: Array<string> = [];
    for (;;) {
      const { address, lease, result: recorded } = await answerOne(campaign.id, answer);
      if (!lease) break;
      expect(lease).toMatchObject({ kind: draft.kind, priceWei: priceWei.toString(), campaignId: campaign.id });
      expect(recorded?.state).toBe("recorded");
      paid.push(address);
      await closeTask(lease.taskId, afterGrace());
    }
    expect(paid).toHaveLength(2 * tasks);
    for (const address of paid) expect(await balanceOf(db(), reviewOf(address))).toBe(priceWei);

    const closed = await db().task.findMany({ where: { campaignId: campaign.id }, include: { outcome: true } });
    for (const task of closed) expect(task).toMatchObject({ state: "closed", outcome: { result } });
    const budget = await campaignBudget(campaign.id);
    const spent = samplesCost + BigInt(paid.length) * cost;
    expect(budget).toMatchObject({ reservedWei: "0", spentWei: spent.toString() });
    expect(BigInt(budget.availableWei) + spent).toBe(BigInt(budget.fundedWei));
    const kept = await db().answer.findFirstOrThrow({ where: { task: { campaignId: campaign.id } } });
    expect(kept).toMatchObject({ accuracy: 0.75, dwellMs: 900, isPaid: true });
  });
}

test("a campaign of every kind opens every kind's tasks, and reserves no more than they can cost", async () => {
  const campaign = await judgedCampaign({ kinds: Object.values(cases).map(({ draft }) => draft) });
  const perKind = Object.fromEntries(
    Object.values(cases).map(({ draft }) => [
      draft.kind,
      campaign.tasks.filter(({ kind }) => kind === draft.kind).length,
    ]),
  );
  expect(perKind).toEqual({ prefer: 3, rank: 1, rate: 3, label: 3, edit: 1 });
  expect(await balanceOf(db(), campaignReserved(campaign.id))).toBe(11n * 4n * cost);
});

test("samples that were refused leave fewer tasks, and their reservation is free", async () => {
  const campaign = await judgedCampaign({
    kinds: Object.values(cases).map(({ draft }) => draft),
    authors: [anybody()],
  });
  expect(campaign.tasks.map(({ kind }) => kind).sort()).toEqual(["edit", "label", "rate"]);
  const refusedSamples = 2n * 110n; // given back where they are refused, not here
  expect(await balanceOf(db(), campaignReserved(campaign.id))).toBe(3n * 4n * cost + refusedSamples);
});

test("what the standing of a contributor says is what their answer weighs, and stays so", async () => {
  const draft: KindDraft = { ...common, kind: "label", options: { labels }, answersMin: 1, answersMax: 3 };
  const campaign = await judgedCampaign({ kinds: [draft], authors: [anybody()] });
  const address = anybody();
  const standing = { accuracy: 0.99, standardError: 0.01, n: 100 };
  await db().reputation.create({ data: { ...standing, address, campaignId: campaign.id, kind: "label" } });
  const { leases } = await leaseTasks({ address, campaignId: campaign.id, count: 1 });
  const [lease] = leases;
  await submitAnswers(address, [{ leaseId: lease?.id ?? "", answer: { labels: ["rude"] } }]);
  await closeTask(lease?.taskId ?? "", afterGrace());

  const task = await db().task.findFirstOrThrow({ where: { id: lease?.taskId ?? "" }, include: { outcome: true } });
  expect(task).toMatchObject({ state: "closed", outcome: { result: "rude" } });
  expect(task.outcome?.probability).toBeCloseTo(0.97, 10);
  await db().reputation.updateMany({ where: { address }, data: { accuracy: 0.6 } });
  expect(await db().answer.findFirstOrThrow({ where: { address } })).toMatchObject({ accuracy: 0.97, isPaid: true });
});
