import { expect, test } from "vitest";
import { closeTask } from "#app/features/tasks/closing/close.server.ts";
import { changeGraceMs } from "#app/features/tasks/closing/closing.ts";
import { leaseTasks } from "#app/features/tasks/queue/lease.server.ts";
import { submitAnswers } from "#app/features/tasks/queue/submit.server.ts";
import { listPace, listStandings, streakDays } from "#app/features/tasks/standing/contributor.server.ts";
import { listHistory } from "#app/features/tasks/standing/contributor-history.server.ts";
import { listLeaders } from "#app/features/tasks/standing/leaderboard.server.ts";
import {
  changeSettings,
  findSettings,
  listOfferedLanguages,
} from "#app/features/tasks/standing/member-settings.server.ts";
import { db } from "#app/lib/db.server.ts";
import { answerPriceWei, anybody, judgedCampaign } from "#scripts/test/judged-campaign.ts";

const contrariness = ["tie", "tie", "tie", "bad"] as const;

/** Four members judge three tasks: three agree, the last does not. */
async function judged() {
  const campaign = await judgedCampaign();
  const people = contrariness.map(() => anybody());
  for (const [index, address] of people.entries()) {
    await db().member.create({ data: { address } });
    const { leases } = await leaseTasks({ address, campaignId: campaign.id, count: 8 });
    const choice = contrariness[index] ?? "tie";
    await submitAnswers(
      address,
      leases.map(({ id }) => ({ leaseId: id, answer: { choice }, ...(index === 1 ? {} : { dwellMs: 60_000 }) })),
    );
  }
  for (const { id } of campaign.tasks) await closeTask(id, new Date(Date.now() + changeGraceMs));
  const [first = "", second = "", , contrary = ""] = people;
  return { campaign, people, first, second, contrary };
}

function leaders(campaignId: string | undefined, period: "week" | "last-week" | "all" = "all") {
  return listLeaders({ period, by: "accepted", campaignId, now: new Date() });
}

test("the leaderboard counts accepted work of its campaign and week", async () => {
  const { campaign, people, first, contrary } = await judged();
  const rows = await leaders(campaign.id);
  expect(rows.map(({ address }) => address).sort()).toEqual(people.filter((one) => one !== contrary).sort());
  expect(rows.find(({ address }) => address === first)).toMatchObject({ answers: 3, samples: 0, accuracy: null });
  expect(await leaders(campaign.id, "week")).toHaveLength(3);
  expect(await leaders(campaign.id, "last-week")).toEqual([]);
});

test("who asks not to be listed is gone at once", async () => {
  const { campaign, first, second } = await judged();
  const settings = { languages: ["pt-BR"], isListed: false, isAgent: true };
  await changeSettings(first, settings);
  expect(await findSettings(first)).toEqual(settings);
  expect(await listOfferedLanguages(["sw"])).toEqual(expect.arrayContaining(["en", "id", "pt-BR", "sw"]));
  expect((await leaders(campaign.id)).map(({ address }) => address)).not.toContain(first);
  await changeSettings(second, { ...settings, isListed: true });
  expect(await leaders(campaign.id)).toContainEqual(expect.objectContaining({ address: second, isAgent: true }));
});

test("over all campaigns, only those count that the operator vouches for, once there is one", async () => {
  const { campaign, first } = await judged();
  const other = await judged();
  expect((await leaders(undefined)).map(({ address }) => address)).toContain(other.first);
  await db().campaign.update({ where: { id: campaign.id }, data: { isVouched: true } });
  const listed = (await leaders(undefined)).map(({ address }) => address);
  expect(listed).toContain(first);
  expect(listed).not.toContain(other.first);
});

test("accuracy is shown from what is known in the campaign", async () => {
  const { campaign, first } = await judged();
  const known = { goldCorrect: 28, goldTotal: 30, agreed: 3, decided: 3 };
  const row = { campaignId: campaign.id, kind: "prefer" as const, accuracy: 0.88, standardError: 0.05, n: 33 };
  await db().reputation.upsert({
    where: { address_campaignId_kind: { address: first, campaignId: campaign.id, kind: "prefer" } },
    update: { ...row, ...known },
    create: { address: first, ...row, ...known },
  });
  const accuracy = (await leaders(campaign.id)).find(({ address }) => address === first)?.accuracy;
  expect(accuracy).toMatchObject({ n: 33 });
  expect(accuracy && accuracy.low < accuracy.accuracy && accuracy.accuracy < accuracy.high).toBe(true);
  expect(await listStandings(first)).toMatchObject([{ kind: "prefer", campaign: { id: campaign.id }, n: 33 }]);
});

test("a contributor's own page says what an hour brought, and why an answer was not paid", async () => {
  const { first, second, contrary, campaign } = await judged();
  const now = new Date();
  expect(await listPace(first, now)).toEqual([
    {
      kind: "prefer",
      answers: 3,
      paidWei: String(3n * answerPriceWei),
      activeMs: 180_000,
      timedWei: String(3n * answerPriceWei),
    },
  ]);
  expect(await listPace(second, now)).toMatchObject([{ answers: 3, activeMs: 0, timedWei: "0" }]);
  expect(await listPace(contrary, now)).toMatchObject([{ answers: 3, paidWei: "0", activeMs: 180_000 }]);
  expect(await streakDays(first, now)).toBe(1);
  expect(await streakDays(anybody(), now)).toBe(0);

  const { items, nextCursor } = await listHistory({ address: contrary, limit: 2 });
  expect(items).toHaveLength(2);
  expect(items[0]).toMatchObject({
    ...{ work: "prefer", state: "unpaid", reason: "disagrees-with-outcome" },
    campaign: { id: campaign.id, title: "Packing lists" },
  });
  const next = await listHistory({ address: contrary, limit: 2, cursor: nextCursor ?? "" });
  expect(next).toMatchObject({ items: [{ state: "unpaid" }], nextCursor: null });
  expect(new Set([...items, ...next.items].map(({ id }) => id)).size).toBe(3);
});
