import { expect, test } from "vitest";
import { campaignAgreement } from "#app/features/campaigns/progress.server.ts";
import { agreementOf } from "#app/features/tasks/dashboard/campaign-agreement.server.ts";
import { addTask, liveCampaign } from "#scripts/test/closed-task.ts";

const prefer = (choice: "a" | "b" | "tie" | "bad") => ({ answer: { choice } });

test("a minority that is paid still does not agree with the outcome", async () => {
  const campaign = await liveCampaign();
  expect(await campaignAgreement(campaign.id)).toBeNull();
  await addTask(campaign.id, { kind: "prefer", result: "a", answers: [prefer("a"), prefer("a"), prefer("b")] });
  await addTask(campaign.id, { kind: "prefer", answers: [prefer("a"), prefer("b")] });
  await addTask(campaign.id, { kind: "prefer", result: "a", isGold: true, answers: [prefer("a")] });
  await addTask(campaign.id, { kind: "prefer", state: "open", answers: [prefer("b")] });
  await addTask(campaign.id, { kind: "edit", result: "given", answers: [{ answer: { text: "Boots." } }] });
  expect(await campaignAgreement(campaign.id)).toMatchObject({ share: 2 / 3, answers: 3 });
});

test("agreement is computed over closed tasks, without what an audit took back", async () => {
  const campaign = await liveCampaign();
  await addTask(campaign.id, { kind: "prefer", answers: [prefer("a"), prefer("a")] });
  await addTask(campaign.id, {
    kind: "prefer",
    answers: [prefer("b"), prefer("b"), { ...prefer("a"), isPaid: false, reason: "overturned-by-audit" }],
  });
  await addTask(campaign.id, { kind: "prefer", state: "open", answers: [prefer("a"), prefer("b")] });
  const judging = { kind: "prefer", priceWei: "1", answersMin: 2, answersMax: 5, barPermille: 950 } as const;
  const [agreement] = await agreementOf(campaign.id, [{ ...judging, payRule: "gold/1", goldEvery: 0, options: {} }]);
  expect(agreement).toMatchObject({ kind: "prefer", tasks: 2, answers: 4 });
  expect(agreement?.figures.map(({ measure, value }) => [measure, value])).toEqual([
    ["alpha-nominal", 1],
    ["raw", 1],
  ]);
});
