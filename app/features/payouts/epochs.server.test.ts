import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import path from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createCampaign } from "#app/features/campaigns/create.server.ts";
import { appendEntry, balanceOf } from "#app/features/ledger/append.server.ts";
import { campaignAvailable, memberOf, reviewOf } from "#app/features/ledger/entry.ts";
import { costOf, earnPostings, overturnPostings, reservePostings } from "#app/features/ledger/pay.ts";
import { findClaim } from "#app/features/payouts/claims.server.ts";
import { closeEpoch } from "#app/features/payouts/close-epoch.server.ts";
import { correctGrant } from "#app/features/payouts/correct.server.ts";
import { earningsOf } from "#app/features/payouts/earnings.server.ts";
import { fileDigest } from "#app/features/payouts/epoch-file.ts";
import { openEpochFile } from "#app/features/payouts/epoch-files.server.ts";
import { getEpoch, listEpochs } from "#app/features/payouts/epochs.server.ts";
import { indexChain } from "#app/features/payouts/index-chain.server.ts";
import { proposeClosedEpoch } from "#app/features/payouts/propose.server.ts";
import { emptyRoot } from "#app/lib/chain.ts";
import { db, inTransaction } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { sumOf } from "#app/lib/money.ts";
import { campaignDraft } from "#scripts/test/campaign-draft.ts";
import { type PayingChain, startPayingChain } from "#scripts/test/paying-chain.ts";

const overheadBps = 1_000;
let chain: PayingChain;
let campaign: { id: string; key: string };
let day = 0;

beforeAll(async () => {
  chain = await startPayingChain({ windowSeconds: 60 });
  campaign = await createCampaign(campaignDraft({ requester: (await chain.newWallet()).address, overheadBps }));
  await chain.fund(campaign.key, 1_000_000n);
  await confirm();
});

afterAll(() => chain.stop());

/** A day later than the last time: whatever the length of an epoch, the next is due. */
function tomorrow(): Date {
  day += 1;
  return new Date(Date.now() + day * env().EPOCH_SECONDS * 1_100);
}

async function confirm(): Promise<void> {
  await chain.mine(2);
  await indexChain();
}

async function passWindow(): Promise<void> {
  await chain.mine(6, 40);
  await indexChain();
}

async function earn(address: string, priceWei: bigint): Promise<string> {
  return inTransaction(async (tx) => {
    const ref = randomUUID();
    const reserved = reservePostings(campaign.id, costOf(priceWei, overheadBps));
    await appendEntry(tx, { kind: "reserve", ref, idempotencyKey: `reserve:${ref}`, postings: reserved });
    const earned = earnPostings({ campaignId: campaign.id, address, priceWei, overheadBps, treasury: env().TREASURY });
    await appendEntry(tx, { kind: "answer", ref, idempotencyKey: `answer:${ref}`, postings: earned });
    return ref;
  });
}

async function closeAndPropose(): Promise<number> {
  const closed = await closeEpoch(tomorrow());
  if (!closed.ok) throw new Error(closed.why);
  await proposeClosedEpoch();
  await confirm();
  return closed.n;
}

async function acceptedEpoch(): Promise<number> {
  const n = await closeAndPropose();
  await passWindow();
  expect((await getEpoch(n)).state).toBe("accepted");
  return n;
}

async function fileText(n: number, name: "ledger.jsonl" | "claims.jsonl"): Promise<string> {
  const file = await openEpochFile(n, name);
  if (!file) throw new Error(`epoch ${n} has no ${name}`);
  return text(file.open());
}

test("what is earned in one epoch is granted in the next, and one claim pays it to the last unit", async () => {
  const ana = await chain.newWallet();
  await earn(ana.address, 500n);
  const first = await closeAndPropose();
  expect(await closeEpoch(tomorrow())).toEqual({ ok: false, why: "not-due" });
  await passWindow();
  expect(await findClaim(first, ana.address)).toBe(null);
  expect(await earningsOf(ana.address)).toMatchObject({ inReviewWei: "500", claimableWei: "0" });

  await earn(ana.address, 70n);
  const second = await closeAndPropose();
  expect(await earningsOf(ana.address)).toMatchObject({ inReviewWei: "570", claimableWei: "0" });
  await passWindow();
  expect(await earningsOf(ana.address)).toMatchObject({ inReviewWei: "70", claimableWei: "500", claimedWei: "0" });

  const third = await acceptedEpoch();
  expect(third).toBe(second + 1);
  const claim = await findClaim(third, ana.address);
  expect(claim?.cumulativeWei).toBe("570");
  const pay = chain.distributor.connect(ana);
  const sent = await pay.getFunction("claim")(ana.address, claim?.cumulativeWei, claim?.root, claim?.proof);
  await sent.wait();
  expect(await chain.token.getFunction("balanceOf")(ana.address)).toBe(570n);
  await confirm();
  expect(await earningsOf(ana.address)).toEqual({
    ...{ pendingWei: "0", inReviewWei: "0", claimableWei: "0", claimedWei: "570" },
  });
});

test("leaves sum to the total, are the members' balances and never exceed what was funded", async () => {
  await earn((await chain.newWallet()).address, 41n);
  const n = await acceptedEpoch();
  const leaves = (await fileText(n, "claims.jsonl"))
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  const total = sumOf(leaves.map((leaf) => BigInt(leaf.cumulativeWei)));
  expect(total.toString()).toBe((await getEpoch(n)).totalWei);
  expect(total <= (await chain.distributor.getFunction("funded")())).toBe(true);
  for (const leaf of leaves) {
    expect(await balanceOf(db(), memberOf(leaf.address))).toBe(BigInt(leaf.cumulativeWei));
  }
  expect((await chain.distributor.getFunction("current")()).root).toBe((await getEpoch(n)).root);
});

test("the ledger files hold each entry once and have the digests that the chain holds", async () => {
  const { items } = await listEpochs({ limit: 100 });
  const lines: Array<string> = [];
  for (const epoch of [...items].reverse()) {
    const file = await fileText(epoch.n, "ledger.jsonl");
    expect(fileDigest(file)).toBe(epoch.ledgerDigest);
    lines.push(...file.split("\n").filter(Boolean));
  }
  const lastSeq = (await db().epoch.findFirstOrThrow({ orderBy: { n: "desc" } })).lastSeq;
  const entries = await db().entry.findMany({ where: { seq: { lte: lastSeq } }, orderBy: { seq: "asc" } });
  expect(lines.map((line) => JSON.parse(line).id)).toEqual(entries.map(({ id }) => id));
});

test("what was overturned before the next epoch closed is not granted, and newer pay waits its turn", async () => {
  const bia = (await chain.newWallet()).address;
  const ref = await earn(bia, 90n);
  await earn(bia, 10n);
  await acceptedEpoch();
  const before = await balanceOf(db(), campaignAvailable(campaign.id));
  await inTransaction((tx) =>
    appendEntry(tx, {
      ...{ kind: "overturn", ref, reason: "off-topic", idempotencyKey: `overturn:${ref}` },
      postings: overturnPostings(campaign.id, bia, 90n),
    }),
  );
  expect(await balanceOf(db(), campaignAvailable(campaign.id))).toBe(before + 90n);
  await earn(bia, 7n);
  const n = await acceptedEpoch();
  expect((await findClaim(n, bia))?.cumulativeWei).toBe("10");
  expect(await balanceOf(db(), reviewOf(bia))).toBe(7n);
});

test("a rejected number is never used again, claims of the last accepted root go on, and a wrong grant is corrected", async () => {
  const [caio, dora] = [await chain.newWallet(), await chain.newWallet()];
  await earn(caio.address, 30n);
  await acceptedEpoch();
  const accepted = await acceptedEpoch();
  await earn(dora.address, 80n);
  await acceptedEpoch();
  const rejected = await closeAndPropose();
  await (await chain.distributor.connect(chain.arbiter).getFunction("reject")(rejected, "dora was paid twice")).wait();
  await confirm();
  expect((await getEpoch(rejected)).state).toBe("rejected");
  expect(await earningsOf(dora.address)).toMatchObject({ inReviewWei: "80", claimableWei: "0" });

  const claim = await findClaim(rejected - 1, caio.address);
  const claimed = chain.distributor.connect(caio).getFunction("claim");
  await (await claimed(caio.address, claim?.cumulativeWei, claim?.root, claim?.proof)).wait();
  expect(await chain.token.getFunction("balanceOf")(caio.address)).toBe(30n);
  expect(accepted).toBeLessThan(rejected);

  const wrong = { campaignId: campaign.id, reason: "paid-twice" };
  expect(await correctGrant({ ...wrong, address: caio.address, wei: 1n, ref: "caio" })).toEqual({
    ok: false,
    why: "promised",
  });
  expect(await correctGrant({ ...wrong, address: dora.address, wei: 50n, ref: "dora" })).toEqual({ ok: true });
  expect(await correctGrant({ ...wrong, address: dora.address, wei: 1n, ref: "dora" })).toEqual({
    ok: false,
    why: "already-corrected",
  });

  const next = await acceptedEpoch();
  expect(next).toBe(rejected + 1);
  expect((await findClaim(next, dora.address))?.cumulativeWei).toBe("30");
  expect((await findClaim(rejected, dora.address))?.cumulativeWei).toBe("80");
});

test("a crash between closing and proposing loses nothing: what was closed is proposed once, with the same files", async () => {
  await earn((await chain.newWallet()).address, 55n);
  const closed = await closeEpoch(tomorrow());
  const n = closed.ok ? closed.n : 0;
  const { root, ledgerDigest } = await getEpoch(n);
  await rm(path.join(env().FILES_DIR, "epochs", String(n)), { recursive: true, force: true });

  const results = await Promise.allSettled([proposeClosedEpoch(), proposeClosedEpoch(), proposeClosedEpoch()]);
  expect(results.some((result) => result.status === "fulfilled")).toBe(true);
  await proposeClosedEpoch();
  await confirm();
  await proposeClosedEpoch();
  await indexChain();
  expect(await getEpoch(n)).toMatchObject({ state: "proposed", root, ledgerDigest });
  expect(await chain.distributor.getFunction("lastNumber")()).toBe(BigInt(n));
  expect(fileDigest(await fileText(n, "ledger.jsonl"))).toBe(ledgerDigest);
  await passWindow();
});

test("a proposal that the chain takes back is made again", async () => {
  await earn((await chain.newWallet()).address, 5n);
  const n = await closeAndPropose();
  await chain.provider.send("anvil_reorg", [3, []]);
  await chain.mine(1);
  await indexChain();
  expect(await getEpoch(n)).toMatchObject({ state: "closing", windowEndsAt: null });
  await proposeClosedEpoch();
  await confirm();
  expect((await getEpoch(n)).state).toBe("proposed");
  await passWindow();
});

test("of many closers at once one closes, while others go on earning", async () => {
  const eva = (await chain.newWallet()).address;
  const now = tomorrow();
  await earn(eva, 1n);
  const work = [
    ...Array.from({ length: 4 }, () => closeEpoch(now)),
    ...Array.from({ length: 12 }, () => earn(eva, 1n).then(() => null)),
  ];
  const results = await Promise.all(work);
  const closed = results.filter((result) => result?.ok === true);
  expect(closed).toHaveLength(1);
  await proposeClosedEpoch();
  await confirm();
  await passWindow();
  // How many of the twelve came before the boundary is up to chance; this one came after it, so that two more epochs have news.
  await earn(eva, 1n);
  await acceptedEpoch();
  const n = await acceptedEpoch();
  expect((await findClaim(n, eva))?.cumulativeWei).toBe("14");
});

test("when everything is granted there is nothing to close", async () => {
  for (let rounds = 0; rounds < 4; rounds++) {
    const closed = await closeEpoch(tomorrow());
    if (!closed.ok) return expect(closed.why).toBe("nothing-new");
    await proposeClosedEpoch();
    await passWindow();
  }
  expect.unreachable("an empty ledger closes epochs for ever");
});

test("each drawing of audits is asked for once", async () => {
  const { items } = await listEpochs({ limit: 100 });
  const first = items.at(-1);
  expect(first?.root).not.toBe(emptyRoot);
  const jobs = await db().$queryRaw<Array<{ key: string }>>`
    select key from graphile_worker.jobs where task_identifier = 'draw-audits'`;
  expect(jobs.map(({ key }) => key).sort()).toEqual(items.map(({ n }) => `draw-audits:${n}`).sort());
});
