import { randomBytes } from "node:crypto";
import { getAddress } from "ethers";
import { expect, test } from "vitest";
import { createCampaign } from "#app/features/campaigns/create.server.ts";
import { countGold, dropMisfitGold, importGoldFile } from "#app/features/tasks/gold/import-gold.server.ts";
import { db } from "#app/lib/db.server.ts";
import { campaignDraft } from "#scripts/test/campaign-draft.ts";

async function newCampaign() {
  const requester = getAddress(`0x${randomBytes(20).toString("hex")}`);
  const { id } = await createCampaign(campaignDraft({ requester }));
  return { campaignId: id, requester };
}

function upload(body: string, contentType: string): Request {
  return new Request("http://localhost/", { method: "POST", body, headers: { "Content-Type": contentType } });
}

const line = { kind: "prefer", prompt: "2 + 2?", texts: ["4", "5"], outcome: { choice: "a" } };

test("known-answer tasks are added once each, and bad lines are named", async () => {
  const campaign = await newCampaign();
  const lines = [
    line,
    { ...line, outcome: { choice: "b" } },
    { ...line, kind: "rank" },
    { ...line, prompt: "3 + 3?", purpose: "qualification" },
  ];
  const file = lines.map((one) => JSON.stringify(one)).join("\n");
  expect(await importGoldFile(upload(file, "application/jsonl"), campaign)).toEqual({
    added: 2,
    duplicates: 1,
    rejected: [{ line: 3, code: "kind-not-of-campaign" }],
    rejectedCount: 1,
  });
  const csv = 'kind,prompt,texts,outcome\nprefer,4 + 4?,"[""8"",""9""]","{""choice"":""a""}"\n';
  expect(await importGoldFile(upload(csv, "text/csv"), campaign)).toMatchObject({ added: 1, rejectedCount: 0 });
  expect(await countGold(campaign.campaignId)).toEqual([
    { kind: "prefer", purpose: "gold", live: 2 },
    { kind: "prefer", purpose: "qualification", live: 1 },
  ]);
  const stored = await db().gold.findFirst({ where: { campaignId: campaign.campaignId, purpose: "qualification" } });
  expect(stored).toMatchObject({ source: "requester", outcome: { choice: "a" }, texts: ["4", "5"], language: "en" });
});

test("nobody else adds any", async () => {
  const { campaignId } = await newCampaign();
  const stranger = getAddress(`0x${randomBytes(20).toString("hex")}`);
  const refused = importGoldFile(upload(JSON.stringify(line), "application/jsonl"), {
    campaignId,
    requester: stranger,
  });
  await expect(refused).rejects.toMatchObject({ status: 404 });
});

test("known-answer tasks that a draft does not ask for any more are taken away", async () => {
  const campaign = await newCampaign();
  await importGoldFile(upload(JSON.stringify(line), "application/jsonl"), campaign);
  expect(await dropMisfitGold(campaign.campaignId)).toBe(0);
  await db().campaignKind.updateMany({ where: { campaignId: campaign.campaignId }, data: { kind: "rank" } });
  expect(await dropMisfitGold(campaign.campaignId)).toBe(1);
  expect(await countGold(campaign.campaignId)).toEqual([]);
});
