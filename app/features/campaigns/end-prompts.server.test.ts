import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { changeCampaignState, noteFunding } from "#app/features/campaigns/change-state.server.ts";
import { importPrompts } from "#app/features/campaigns/import/import-prompts.server.ts";
import { useFreeMoney as spendFree } from "#app/features/campaigns/open-prompts.server.ts";
import { appendEntry, balanceOf } from "#app/features/ledger/append.server.ts";
import { campaignReserved } from "#app/features/ledger/entry.ts";
import { fundPostings } from "#app/features/ledger/pay.ts";
import { closeTask } from "#app/features/tasks/closing/close.server.ts";
import { openTasks } from "#app/features/tasks/queue/open-tasks.server.ts";
import { db, inTransaction, pool } from "#app/lib/db.server.ts";
import { anybody, judgedCampaign } from "#scripts/test/judged-campaign.ts";

/** A campaign with one judged prompt and three more that stand open. */
async function campaignWithOpenPrompts() {
  const campaign = await judgedCampaign();
  const { id } = campaign;
  const prompts = ["one", "two", "three"].map((content) => ({
    messages: [{ role: "user" as const, content }],
    language: "en",
  }));
  await importPrompts(id, prompts);
  await inTransaction(async (tx) => {
    const postings = fundPostings(id, 100_000n);
    await appendEntry(tx, { kind: "fund", ref: id, idempotencyKey: randomUUID(), postings });
    await noteFunding(tx, id);
  });
  await spendFree(id);
  const open = await db().prompt.findMany({ where: { campaignId: id, state: "open" } });
  expect(open).toHaveLength(3);
  return { ...campaign, open: open.map((prompt) => prompt.id) };
}

async function leasePrompt(promptId: string, expiresAt: Date) {
  return db().generationLease.create({
    data: {
      ...{ id: randomUUID(), promptId, address: anybody(), modelId: "praca/starter", modelRevision: "1" },
      ...{ dtype: "fp32", slots: [0], seeds: [0], expiresAt },
    },
  });
}

async function addSample(campaignId: string, promptId: string, slot: number, state: "submitted" | "rejected") {
  const lease = await leasePrompt(promptId, new Date(0));
  const id = randomUUID();
  await db().sample.create({
    data: {
      ...{ id, campaignId, promptId, leaseId: lease.id, address: lease.address, slot, seed: slot, text: id },
      ...{ tokenIds: [1], finishReason: "stop", provenance: {}, state, digest: id },
    },
  });
  return id;
}

async function closeAll(campaignId: string) {
  const later = new Date(Date.now() + 3_600_000);
  for (const { id } of await db().task.findMany({ where: { campaignId, state: "open" } })) await closeTask(id, later);
}

const reservedOf = (campaignId: string) => balanceOf(db(), campaignReserved(campaignId));

test("a campaign that is closed keeps nothing reserved for prompts that nobody will generate for", async () => {
  const { id, requester } = await campaignWithOpenPrompts();
  await changeCampaignState({ campaignId: id, requester, step: "close" });
  await closeAll(id);
  expect(await reservedOf(id)).toBe(0n);
});

test("a slot that is held or not decided keeps its prompt until it is over", async () => {
  const { id, requester, open } = await campaignWithOpenPrompts();
  const [held = "", undecided = ""] = open;
  const expiresAt = new Date(Date.now() + 3_600_000);
  const lease = await leasePrompt(held, expiresAt);
  const sampleId = await addSample(id, undecided, 0, "submitted");
  await changeCampaignState({ campaignId: id, requester, step: "close" });
  await closeAll(id);
  // A prompt: three samples at 110, and three tasks of five answers at 22.
  expect(await reservedOf(id)).toBe(2n * 660n);
  const { rows } = await pool().query("select run_at from graphile_worker.jobs where key = $1", [`end-prompts:${id}`]);
  expect(rows).toEqual([{ run_at: expiresAt }]);

  await db().generationLease.update({ where: { id: lease.id }, data: { expiresAt: new Date() } });
  await spendFree(id);
  expect(await reservedOf(id)).toBe(660n);
  await db().sample.update({ where: { id: sampleId }, data: { state: "rejected", slotSpent: false } });
  await spendFree(id);
  await spendFree(id);
  expect(await reservedOf(id)).toBe(0n);
});

test("samples that are decided after the campaign was closed open no tasks", async () => {
  const { id, requester, open } = await campaignWithOpenPrompts();
  const [promptId = ""] = open;
  for (let slot = 0; slot < 3; slot++) await addSample(id, promptId, slot, "rejected");
  await db().sample.updateMany({ where: { promptId }, data: { state: "accepted" } });
  await db().prompt.update({ where: { id: promptId }, data: { state: "filled" } });
  await changeCampaignState({ campaignId: id, requester, step: "close" });
  await closeAll(id);
  await openTasks(promptId);
  expect(await db().task.count({ where: { promptId } })).toBe(0);
  // These samples were paid by nobody here: what is reserved for them is all that is left.
  expect(await reservedOf(id)).toBe(330n);
});
