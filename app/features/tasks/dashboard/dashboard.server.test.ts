import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { getDashboard } from "#app/features/tasks/dashboard/dashboard.server.ts";
import { db } from "#app/lib/db.server.ts";
import { addTask, liveCampaign } from "#scripts/test/closed-task.ts";
import { anybody } from "#scripts/test/judged-campaign.ts";

type Campaign = Awaited<ReturnType<typeof liveCampaign>>;

function dashboardOf(
  { id, requester }: Campaign,
  { page = 1, kind = null }: { page?: number; kind?: "label" | null } = {},
) {
  return getDashboard({ campaignId: id, requester, page, kind });
}

const prefer = (choice: "a" | "b" | "tie" | "bad") => ({ answer: { choice } });

/** Closed tasks of all five kinds. */
async function judgedInEveryKind(): Promise<Campaign> {
  const campaign = await liveCampaign();
  await addTask(campaign.id, { kind: "prefer", answers: [prefer("a"), prefer("a")], result: "a", probability: 0.97 });
  await addTask(campaign.id, {
    ...{ kind: "prefer", language: "id", probability: 0.4 },
    answers: [prefer("a"), prefer("b"), { ...prefer("tie"), flag: "harmful" }],
  });
  await addTask(campaign.id, {
    ...{ kind: "rank", samples: [{}, {}, {}], probability: 0.8 },
    answers: [
      { answer: (ids) => ({ tiers: [[ids[0] ?? ""], [ids[1] ?? ""], [ids[2] ?? ""]] }) },
      { answer: (ids) => ({ tiers: [[ids[0] ?? ""], [ids[1] ?? "", ids[2] ?? ""]] }) },
    ],
  });
  await addTask(campaign.id, {
    ...{ kind: "rate", samples: [{}], probability: 0.7 },
    answers: [{ answer: { scores: { tone: 1 } } }, { answer: { scores: { tone: 3 } } }],
  });
  await addTask(campaign.id, {
    ...{ kind: "label", samples: [{}], probability: 0.6 },
    answers: [{ answer: { labels: ["safe"] } }, { answer: { labels: ["not"] } }],
  });
  await addTask(campaign.id, {
    ...{ kind: "edit", samples: [{}], probability: 0 },
    answers: [{ answer: { text: "Take boots." } }, { answer: { text: "Take an umbrella." } }],
  });
  return campaign;
}

test("whoever is not the requester is answered as if there were no such campaign", async () => {
  const campaign = await liveCampaign();
  await expect(dashboardOf({ ...campaign, requester: anybody() })).rejects.toMatchObject({ status: 404 });
  await expect(dashboardOf({ ...campaign, id: "nowhere" })).rejects.toMatchObject({ status: 404 });
});

test("a campaign without a closed task shows its cost and nothing that would need answers", async () => {
  const dashboard = await dashboardOf(await liveCampaign());
  expect(dashboard).toMatchObject({ work: [], throughput: null, flags: [], skips: [], disagreements: [] });
  expect(dashboard.people).toEqual({ items: [], total: 0, page: 1, pages: 1 });
  expect(dashboard.agreement.map(({ kind, tasks }) => [kind, tasks])).toEqual([
    ...[
      ["prefer", 0] as const,
      ["rank", 0] as const,
      ["rate", 0] as const,
      ["label", 0] as const,
      ["edit", 0] as const,
    ],
  ]);
  expect(dashboard.forecast.kinds.map(({ meanAnswers }) => meanAnswers)).toEqual([null, null, null, null, null]);
});

test("every kind is summed, with its languages, times, flags and agreement", async () => {
  const dashboard = await dashboardOf(await judgedInEveryKind());
  const sums = dashboard.work.filter(({ language }) => language === null);
  expect(Object.fromEntries(sums.map(({ kind, tasks, answers }) => [kind, [tasks, answers]]))).toEqual({
    ...{ prefer: [2, 5], rank: [1, 2], rate: [1, 2], label: [1, 2], edit: [1, 2] },
  });
  const choices = dashboard.work.filter(({ kind }) => kind === "prefer");
  expect(choices.map(({ language, tasks, undecided, flagged }) => ({ language, tasks, undecided, flagged }))).toEqual([
    { language: null, tasks: 2, undecided: 1, flagged: 1 },
    { language: "en", tasks: 1, undecided: 0, flagged: 0 },
    { language: "id", tasks: 1, undecided: 1, flagged: 1 },
  ]);
  expect(sums[0]?.dwellMs).toEqual({ low: 60_000, median: 60_000, high: 60_000 });
  expect(dashboard.flags).toEqual([{ reason: "harmful", count: 1 }]);
  expect(dashboard.agreement.map(({ kind, figures }) => [kind, figures[0]?.measure])).toEqual([
    ["prefer", "alpha-nominal"],
    ["rank", "kendall-w"],
    ["rate", "alpha-ordinal"],
    ["label", "alpha-nominal"],
    ["edit", undefined],
  ]);
  expect(dashboard.throughput?.slots.reduce((sum, { answers }) => sum + answers, 0)).toBe(13);
});

test("nothing of a task that is still open is counted or shown", async () => {
  const campaign = await judgedInEveryKind();
  const before = await dashboardOf(campaign);
  const secret = anybody();
  await addTask(campaign.id, {
    ...{ kind: "prefer", state: "open" },
    answers: [{ ...prefer("bad"), address: secret, flag: "personal-data" }, prefer("bad")],
  });
  const after = await dashboardOf(campaign);
  const { campaign: _, forecast: _before, ...shown } = before;
  expect(after).toMatchObject(shown);
  expect(JSON.stringify(after, (_key, value) => (typeof value === "bigint" ? String(value) : value))).not.toContain(
    secret,
  );
  expect(after.forecast.kinds[0]).toMatchObject({ tasksLeft: 1, meanAnswers: 2.5 });
});

test("the time on view counts where the page told it, else the time since the lease", async () => {
  const campaign = await liveCampaign();
  const timed = [5_000, 7_000, 9_000].map((dwellMs) => ({ ...prefer("a"), dwellMs }));
  await addTask(campaign.id, { kind: "prefer", answers: timed });
  expect((await dashboardOf(campaign)).work[0]?.dwellMs?.median).toBe(7_000);
});

test("gold is work and cost, but no part of agreement or of the disagreements", async () => {
  const campaign = await liveCampaign();
  await addTask(campaign.id, { kind: "prefer", answers: [prefer("a"), prefer("a")], result: "a", probability: 0.97 });
  const address = anybody();
  await addTask(campaign.id, {
    kind: "prefer",
    isGold: true,
    answers: [{ ...prefer("b"), address, isGoldMatch: false }],
  });
  const dashboard = await dashboardOf(campaign);
  expect(dashboard.work[0]).toMatchObject({ tasks: 1, answers: 2 });
  expect(dashboard.agreement[0]).toMatchObject({ tasks: 1, answers: 2 });
  expect(dashboard.disagreements).toHaveLength(1);
  expect(dashboard.people.items.find((person) => person.address === address)).toMatchObject({
    answers: 1,
    ...{ goldMatched: 0, goldTotal: 1 },
  });
});

test("people stand with what they did, their standing, and what the site found unless a reviewer dismissed it", async () => {
  const campaign = await liveCampaign();
  const [busy, other] = [anybody(), anybody()];
  for (let task = 0; task < 4; task++) {
    await addTask(campaign.id, {
      kind: "prefer",
      answers: [
        { ...prefer("a"), address: busy, dwellMs: 1_000, isPaid: task > 0 },
        ...(task < 2 ? [{ ...prefer("a"), address: other, dwellMs: 9_000 }] : []),
      ],
    });
  }
  const standing = { address: busy, campaignId: campaign.id, kind: "prefer" as const };
  await db().reputation.create({ data: { ...standing, accuracy: 0.6, standardError: 0.1, n: 20 } });
  const found = { campaignId: campaign.id, subject: "member", ref: busy, reporter: "site" };
  const figures = { share: 0.9, low: 0.8, high: 0.95, expected: 0.5, pValue: 0.0001, pace: 0.2, n: 40 };
  await db().report.create({ data: { id: randomUUID(), ...found, reason: "side-bias", evidence: figures } });
  await db().report.create({
    data: { id: randomUUID(), ...found, reason: "too-fast", evidence: figures, state: "dismissed" },
  });

  const { people } = await dashboardOf(campaign);
  expect(people.total).toBe(2);
  expect(people.items).toEqual([
    {
      ...{ address: busy, answers: 4, paid: 3, flagged: 0, goldMatched: 0, goldTotal: 0, medianMs: 1_000 },
      standings: [{ kind: "prefer", accuracy: 0.6, standardError: 0.1, n: 20 }],
      signals: [{ reason: "side-bias", share: 0.9, n: 40 }],
    },
    {
      ...{ address: other, answers: 2, paid: 2, flagged: 0, goldMatched: 0, goldTotal: 0, medianMs: 9_000 },
      ...{ standings: [], signals: [] },
    },
  ]);
});

test("many contributors come a page at a time, each once", async () => {
  const campaign = await liveCampaign();
  for (let task = 0; task < 6; task++) {
    await addTask(campaign.id, { kind: "prefer", answers: Array.from({ length: 5 }, () => prefer("a")) });
  }
  const first = await dashboardOf(campaign);
  const second = await dashboardOf(campaign, { page: 2 });
  expect([first.people.items.length, second.people.items.length, first.people.pages]).toEqual([25, 5, 2]);
  const all = [...first.people.items, ...second.people.items].map(({ address }) => address);
  expect(new Set(all).size).toBe(30);
});

test("disagreements come least sure first, without texts written anew, and by kind when asked", async () => {
  const campaign = await judgedInEveryKind();
  const { disagreements } = await dashboardOf(campaign);
  expect(disagreements.map(({ kind, probability }) => [kind, probability])).toEqual([
    ["prefer", 0.4],
    ["label", 0.6],
    ["rate", 0.7],
    ["rank", 0.8],
    ["prefer", 0.97],
  ]);
  const [worst] = disagreements;
  expect(worst?.messages[0]?.content).toContain("Pack for trip");
  expect(worst?.samples).toHaveLength(2);
  expect(worst?.answers.map(({ answer }) => answer)).toEqual(
    expect.arrayContaining([{ choice: "a" }, { choice: "b" }, { choice: "tie" }]),
  );
  const labels = await dashboardOf(campaign, { kind: "label" });
  expect(labels.disagreements.map(({ kind }) => kind)).toEqual(["label"]);
});

test("a skip counts by its reason once its task is closed", async () => {
  const campaign = await liveCampaign();
  const skip = async (state: "open" | "closed") => {
    const { id: taskId } = await addTask(campaign.id, { kind: "prefer", state, answers: [prefer("a"), prefer("a")] });
    const at = new Date();
    await db().lease.create({
      data: { id: randomUUID(), taskId, address: anybody(), expiresAt: at, skippedAt: at, skipReason: "language" },
    });
  };
  await skip("closed");
  await skip("open");
  expect((await dashboardOf(campaign)).skips).toEqual([{ reason: "language", count: 1 }]);
});

test("the rest is counted from prompts without tasks and tasks still open, at what closed ones needed", async () => {
  const campaign = await liveCampaign();
  await addTask(campaign.id, { kind: "prefer", answers: [prefer("a"), prefer("a")] });
  await addTask(campaign.id, { kind: "prefer", state: "open", answers: [] });
  const id = randomUUID();
  await db().prompt.create({ data: { id, campaignId: campaign.id, messages: [], language: "en", digest: id } });
  const { forecast } = await dashboardOf(campaign);
  // One open task, and a ring of three samples to come: four comparisons of two answers at 22 each.
  expect(forecast.kinds[0]).toMatchObject({ kind: "prefer", tasksLeft: 4, expectedWei: 4n * 2n * 22n });
  expect(forecast).toMatchObject({ samplesLeft: 3, samplesWei: 330n });

  await db().campaign.update({ where: { id: campaign.id }, data: { state: "closed" } });
  expect((await dashboardOf(campaign)).forecast).toMatchObject({ samplesLeft: 0, samplesWei: 0n });
});
