import { text } from "node:stream/consumers";
import { Wallet } from "ethers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { balanceOf } from "#app/features/ledger/append.server.ts";
import { balancesOf, campaignReserved, chainAccount } from "#app/features/ledger/entry.ts";
import type { EarningStage } from "#app/features/payouts/api.ts";
import { closeEpoch } from "#app/features/payouts/close-epoch.server.ts";
import { listEarningEntries, listPending } from "#app/features/payouts/earning-entries.server.ts";
import { earningsOf } from "#app/features/payouts/earnings.server.ts";
import { openEpochFile } from "#app/features/payouts/epoch-files.server.ts";
import { listEntries } from "#app/features/payouts/epoch-rows.server.ts";
import { indexChain } from "#app/features/payouts/index-chain.server.ts";
import { nextEvents } from "#app/features/payouts/next-events.server.ts";
import { proposeClosedEpoch } from "#app/features/payouts/propose.server.ts";
import { closeTask } from "#app/features/tasks/closing/close.server.ts";
import { changeGraceMs } from "#app/features/tasks/closing/closing.ts";
import { leaseTasks } from "#app/features/tasks/queue/lease.server.ts";
import { submitAnswers } from "#app/features/tasks/queue/submit.server.ts";
import { campaignKeyOf } from "#app/lib/chain.ts";
import { db } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { sumOf, toWei } from "#app/lib/money.ts";
import { answerPriceWei, judgedCampaign } from "#scripts/test/judged-campaign.ts";
import { type PayingChain, startPayingChain } from "#scripts/test/paying-chain.ts";

let chain: PayingChain;
let campaign: Awaited<ReturnType<typeof judgedCampaign>>;
const people = Array.from({ length: 4 }, () => Wallet.createRandom().address);
const [, , , contrary = ""] = people;

// Three who agree and one who does not judge every task of a campaign.
beforeAll(async () => {
  chain = await startPayingChain({ windowSeconds: 60 });
  campaign = await judgedCampaign();
  // The campaign's own funding is an entry only; the contract wants to hold as much.
  await chain.fund(campaignKeyOf("elsewhere"), 1_000_000n);
  for (const address of [contrary, ...people.slice(0, 3)]) {
    const { leases } = await leaseTasks({ address, campaignId: campaign.id, count: 8 });
    const choice = address === contrary ? "bad" : "tie";
    await submitAnswers(
      address,
      leases.map((lease) => ({ leaseId: lease.id, answer: { choice } })),
    );
  }
});

afterAll(() => chain.stop());

async function listAll(address: string, stage?: EarningStage) {
  return (await listEarningEntries({ address, stage, limit: 200 })).items;
}

async function acceptedEpoch(days: number): Promise<void> {
  await closeEpoch(new Date(Date.now() + days * env().EPOCH_SECONDS * 1_100));
  await proposeClosedEpoch();
  await chain.mine(2);
  await indexChain();
  await chain.mine(6, 40);
  await indexChain();
}

test("what is recorded and undecided is pending, at the listed price, page by page", async () => {
  const tasks = BigInt(campaign.tasks.length);
  expect((await earningsOf(contrary)).pendingWei).toBe((tasks * answerPriceWei).toString());
  const first = await listPending({ address: contrary, limit: 2 });
  const second = await listPending({ address: contrary, limit: 2, cursor: first.nextCursor ?? "" });
  expect([...first.items, ...second.items].map(({ task }) => task).sort()).toEqual(campaign.tasks.map(({ id }) => id));
  expect(second.nextCursor).toBe(null);
});

test("an amount stands in one stage at a time, and the stages' entries sum to the four numbers", async () => {
  for (const { id } of campaign.tasks) await closeTask(id, new Date(Date.now() + changeGraceMs));
  await expectSums();
  expect(await nextEvents()).toMatchObject({ epochN: 1, window: null, isProposing: false });
  for (const days of [1, 2]) {
    await acceptedEpoch(days);
    await expectSums();
  }
  const [ana = ""] = people;
  expect(await listAll(ana, "claimable")).toHaveLength(campaign.tasks.length);
  expect(await listAll(ana, "in-review")).toHaveLength(0);
  expect((await nextEvents()).closesAt).toBe(null);
});

async function expectSums(): Promise<void> {
  for (const address of [people[0] ?? "", contrary, campaign.authors[0] ?? "", env().TREASURY]) {
    const earnings = await earningsOf(address);
    const sums = { "in-review": earnings.inReviewWei, claimable: earnings.claimableWei, claimed: earnings.claimedWei };
    for (const [stage, wei] of Object.entries(sums)) {
      const entries = await listAll(address, stage === "in-review" || stage === "claimable" ? stage : "claimed");
      expect(sumOf(entries.map(({ amountWei }) => BigInt(amountWei))).toString()).toBe(wei);
    }
  }
}

test("an unpaid answer says why, in which task and campaign", async () => {
  const unpaid = await listAll(contrary, "unpaid");
  expect(unpaid).toHaveLength(campaign.tasks.length);
  for (const entry of unpaid) {
    expect(entry).toMatchObject({ reason: "disagrees-with-outcome", amountWei: "0", epoch: 1, kind: "answer" });
    expect(entry.campaign).toEqual({ id: campaign.id, title: "Packing lists" });
    expect(campaign.tasks.map(({ id }) => id)).toContain(entry.task);
  }
});

test("what stayed reserved for unpaid answers is free again after the next closing", async () => {
  expect(await balanceOf(db(), campaignReserved(campaign.id))).toBe(0n);
  expect(await db().entry.count({ where: { idempotencyKey: { startsWith: "unpaid:" } } })).toBe(campaign.tasks.length);
});

test("an epoch's answers are public once its audits have ended, without texts", async () => {
  const latest = await db().epoch.findFirstOrThrow({ orderBy: { n: "desc" } });
  expect(await openEpochFile(latest.n, "answers.jsonl")).toBe(null);
  const file = await openEpochFile(1, "answers.jsonl");
  const lines = file ? (await text(file.open())).trimEnd().split("\n") : [];
  expect(lines).toHaveLength(campaign.tasks.length * people.length);
  const own = lines.map((line) => JSON.parse(line)).filter(({ address }) => address === contrary);
  expect(own[0]).toMatchObject({ choice: "bad", outcome: "tie", priceWei: "0", reason: "disagrees-with-outcome" });
  expect(Object.keys(own[0]).sort()).toEqual([
    "accuracy",
    "address",
    "choice",
    "outcome",
    "priceWei",
    "probability",
    "reason",
    "ref",
    "task",
  ]);
});

test("replaying all entries gives every balance", async () => {
  const replayed = balancesOf(await listEntries(db(), { firstSeq: 0n }));
  for (const { account, wei } of await db().balance.findMany()) {
    expect(replayed.get(account) ?? 0n).toBe(toWei(wei));
    if (account !== chainAccount) expect(toWei(wei) >= 0n).toBe(true);
  }
});
