import { expect, test } from "vitest";
import { modelRatings } from "#app/features/tasks/model-ratings/model-ratings.server.ts";
import { listComparingCampaigns } from "#app/features/tasks/model-ratings/model-ratings-campaigns.server.ts";
import { db } from "#app/lib/db.server.ts";
import { addTask, liveCampaign } from "#scripts/test/closed-task.ts";
import { anybody } from "#scripts/test/judged-campaign.ts";

const prefer = (choice: "a" | "b" | "tie" | "bad") => ({ answer: { choice } });
const pair = [{ model: "small" }, { model: "large" }];

test("answers to closed tasks between two models make their ratings, per campaign and over all", async () => {
  const campaign = await liveCampaign();
  const ana = anybody();
  for (let task = 0; task < 4; task++) {
    await addTask(campaign.id, {
      kind: "prefer",
      samples: pair,
      answers: [{ ...prefer("b"), address: ana }, prefer("b")],
    });
  }
  await addTask(campaign.id, { kind: "prefer", samples: pair.toReversed(), answers: [prefer("b"), prefer("bad")] });
  const ratings = await modelRatings(campaign.id);
  expect(ratings).toMatchObject({ votes: 9, bothBad: 1, answers: { drawn: 10, total: 10 }, contributors: 7 });
  expect(ratings.items.map(({ name, votes, wins, losses }) => ({ name, votes, wins, losses }))).toEqual([
    { name: "large", votes: 9, wins: 8, losses: 1 },
    { name: "small", votes: 9, wins: 1, losses: 8 },
  ]);

  const other = await liveCampaign();
  await addTask(other.id, { kind: "prefer", samples: pair, answers: [prefer("a")] });
  expect((await modelRatings(other.id)).items[0]?.name).toBe("small");
  expect((await modelRatings(null)).votes).toBeGreaterThanOrEqual(10);
  const listed = (await listComparingCampaigns()).map(({ id }) => id);
  expect(listed).toEqual(expect.arrayContaining([campaign.id, other.id]));
});

test("what is open, gold, of one model, or overturned by an audit has no vote", async () => {
  const campaign = await liveCampaign();
  const add = (row: Partial<Parameters<typeof addTask>[1]>) =>
    addTask(campaign.id, { kind: "prefer", samples: pair, answers: [prefer("a")], ...row });
  await add({ state: "open" });
  await add({ isGold: true });
  await add({ samples: [{ model: "small" }, { model: "small" }] });
  await add({ answers: [{ ...prefer("a"), isPaid: false, reason: "overturned-by-audit" }] });
  expect(await modelRatings(campaign.id)).toMatchObject({ items: [], votes: 0, bothBad: 0, answers: { total: 0 } });
});

test("an answer that is merely not paid keeps its vote: a minority is no error", async () => {
  const campaign = await liveCampaign();
  await addTask(campaign.id, {
    ...{ kind: "prefer", samples: pair },
    answers: [prefer("a"), prefer("a"), { ...prefer("b"), isPaid: false, reason: "disagrees-with-outcome" }],
  });
  expect(await modelRatings(campaign.id)).toMatchObject({ votes: 3 });
});

test("rankings count by their pairs, beside comparisons", async () => {
  const campaign = await liveCampaign();
  await addTask(campaign.id, {
    kind: "rank",
    samples: [{ model: "small" }, { model: "large" }, { model: "large", recipe: "steps" }],
    answers: [
      { answer: ([small = "", large = "", steps = ""]) => ({ tiers: [[steps], [large]], unacceptable: [small] }) },
    ],
  });
  const { items, votes } = await modelRatings(campaign.id);
  expect(votes).toBe(3);
  expect(items.map(({ name, wins }) => [name, wins])).toEqual([
    ["large (recipe steps)", 2],
    ["large", 1],
    ["small", 0],
  ]);
});

test("a campaign that compares temperatures has a rating for each", async () => {
  const campaign = await liveCampaign();
  await addTask(campaign.id, {
    ...{ kind: "prefer", samples: [{ temperature: 0.2 }, { temperature: 1.5 }] },
    answers: [prefer("a"), prefer("a"), prefer("b")],
  });
  expect((await modelRatings(campaign.id)).items.map(({ name, temperature }) => [name, temperature])).toEqual([
    ["small (temperature 0.2)", "0.2"],
    ["small (temperature 1.5)", "1.5"],
  ]);
});

test("texts that are longer and win are told, with the warning", async () => {
  const campaign = await liveCampaign();
  const [long, short] = ["word ".repeat(60), "word"];
  for (let task = 0; task < 12; task++) {
    const isTurned = task % 2 === 0;
    await addTask(campaign.id, {
      kind: "prefer",
      samples: [
        { model: isTurned ? "small" : "large", text: `${long} ${task}` },
        { model: isTurned ? "large" : "small", text: `${short} ${task}` },
      ],
      answers: [prefer("a"), prefer("a"), prefer(task === 0 ? "b" : "a"), prefer("a")],
    });
  }
  const { longerWins, explainedByLength } = await modelRatings(campaign.id);
  expect(longerWins).toMatchObject({ votes: 48, share: 47 / 48 });
  expect(explainedByLength).toBe(true);
});

test("a draft's tasks are nobody's to see, and a minute passes before a new answer shows", async () => {
  const campaign = await liveCampaign();
  await addTask(campaign.id, { kind: "prefer", samples: pair, answers: [prefer("a")] });
  const now = Date.now();
  expect((await modelRatings(campaign.id, now)).votes).toBe(1);
  await db().campaign.update({ where: { id: campaign.id }, data: { state: "draft" } });
  expect((await modelRatings(campaign.id, now + 59_000)).votes).toBe(1);
  expect((await modelRatings(campaign.id, now + 60_000)).votes).toBe(0);
});

test("over all, what the operator vouches for counts, and nothing else where there is some", async () => {
  const [known, unknown] = [await liveCampaign(), await liveCampaign()];
  await addTask(known.id, { kind: "prefer", samples: pair, answers: [prefer("a"), prefer("a"), prefer("a")] });
  await addTask(unknown.id, { kind: "prefer", samples: pair, answers: [prefer("b")] });
  const minutes = (count: number) => Date.now() + count * 60_000;
  expect((await modelRatings(null, minutes(5))).votes).toBeGreaterThan(3);

  await db().campaign.update({ where: { id: known.id }, data: { isVouched: true } });
  expect((await modelRatings(null, minutes(10))).votes).toBe(3);
  await db().campaign.update({ where: { id: known.id }, data: { isVouched: false } });
});
