import { expect, test } from "vitest";
import { createCampaign } from "#app/features/campaigns/create.server.ts";
import { guidelinesHistory } from "#app/features/campaigns/guidelines/guidelines-history.server.ts";
import { db } from "#app/lib/db.server.ts";
import { campaignDraft } from "#scripts/test/campaign-draft.ts";

const requester = "0x648e2449D3A460384ce841E9a375D8Ef986BFA52";

test("versions come newest first, each with the lines that changed and no HTML of the writer's", async () => {
  const { id: campaignId } = await createCampaign(campaignDraft({ requester, guidelines: "Be kind.\nBe brief." }));
  await db().guidelines.create({ data: { campaignId, version: 2, body: "Be kind.\nBe brief.\n<b>Be right.</b>" } });
  const [second, first] = await guidelinesHistory(campaignId);
  expect(second).toMatchObject({
    version: 2,
    changes: [
      { kind: "same", text: "Be kind.\nBe brief.\n" },
      { kind: "added", text: "<b>Be right.</b>\n" },
    ],
  });
  expect(second?.html).toContain("&lt;b&gt;Be right.");
  expect(first).toMatchObject({ version: 1, changes: [] });
});
