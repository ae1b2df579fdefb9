import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { KindDraft } from "#app/features/campaigns/kind-options.ts";
import { disputeBadGold } from "#app/features/review/dispute-bad-gold.server.ts";
import { closeTask } from "#app/features/tasks/closing/close.server.ts";
import { mostGoldWaitMs } from "#app/features/tasks/closing/closing.ts";
import { submitAnswers } from "#app/features/tasks/queue/submit.server.ts";
import { db } from "#app/lib/db.server.ts";
import { anybody, type GoldRow, judgedCampaign } from "#scripts/test/judged-campaign.ts";

const prefer: KindDraft = {
  ...{ kind: "prefer", priceWei: 20n, answersMin: 2, answersMax: 2, barPermille: 950, payRule: "gold/1", goldEvery: 5 },
};

async function judge(address: string, taskId: string): Promise<void> {
  const expiresAt = new Date(Date.now() + 60_000);
  const lease = await db().lease.create({ data: { id: randomUUID(), taskId, address, expiresAt } });
  await submitAnswers(address, [{ leaseId: lease.id, answer: { choice: "tie" } }]);
}

test("who was refused for gold that was bad gets a dispute filed, once; who misses the rest as surely does not", async () => {
  const golds = Array.from({ length: 12 }, (_, n): GoldRow => {
    return { kind: "prefer", texts: [`Right ${n}`, "Wrong"], outcome: { choice: "a" } };
  });
  const { id, tasks } = await judgedCampaign({ prompts: 6, kinds: [prefer], golds });
  const known = await db().task.findMany({ where: { campaignId: id, goldId: { not: null } }, orderBy: { id: "asc" } });
  const [unlucky, careless] = [anybody(), anybody()];
  for (const { id: taskId } of known.slice(0, 5)) await judge(unlucky, taskId);
  for (const { id: taskId } of known.slice(5, 11)) await judge(careless, taskId);
  const [plain] = tasks.filter(({ goldId }) => goldId === null);
  for (const address of [unlucky, careless]) await judge(address, plain?.id ?? "");
  for (const taskId of [...known.slice(0, 11).map((task) => task.id), plain?.id ?? ""])
    await closeTask(taskId, new Date(Date.now() + mostGoldWaitMs));
  expect(await db().answer.count({ where: { taskId: plain?.id ?? "", reason: "gold-below-bar" } })).toBe(2);
  await disputeBadGold(id, "prefer");
  expect(await db().dispute.count({ where: { campaignId: id } })).toBe(0);

  for (const { goldId } of [known[0], known[5]].flatMap((task) => task ?? [])) {
    await db().gold.update({ where: { id: goldId ?? "" }, data: { state: "retired", retiredReason: "bad" } });
    await db().answer.updateMany({ where: { task: { goldId } }, data: { isGoldMatch: null } });
  }
  await disputeBadGold(id, "prefer");
  await disputeBadGold(id, "prefer");
  const filed = await db().dispute.findMany({ where: { campaignId: id } });
  // The fifth gold answer was refused too: five misses of five, itself included.
  expect(filed).toHaveLength(2);
  for (const dispute of filed) expect(dispute).toMatchObject({ address: unlucky, reason: "bad-gold", state: "open" });
});
