import { randomUUID } from "node:crypto";
import { db, inTransaction, type Transaction } from "#app/lib/db.server.ts";
import { notFound } from "#app/lib/http.server.ts";
import { addJob } from "#app/lib/jobs.server.ts";

type CreateInput = { campaignId: string; requester: string };
type Created = { ok: true; releaseId: string } | { ok: false; why: "nothing-decided" };

/** Cuts the next version from the tasks that are closed now. While one is being built, that one is the answer. */
export function createRelease({ campaignId, requester }: CreateInput): Promise<Created> {
  return inTransaction(async (tx) => {
    await tx.$queryRaw`select id from "Campaign" where id = ${campaignId} for no key update`;
    const campaign = await tx.campaign.findFirst({ where: { id: campaignId, requester } });
    if (!campaign) throw notFound("campaign");

    const building = await tx.release.findFirst({ where: { campaignId, state: "building" } });
    if (building) return { ok: true, releaseId: building.id };
    const decided = { campaignId, state: "closed" as const, outcome: { result: { in: ["a", "b"] } } };
    if ((await tx.task.count({ where: decided })) === 0) return { ok: false, why: "nothing-decided" };

    const last = await tx.release.findFirst({ where: { campaignId }, orderBy: { version: "desc" } });
    const id = randomUUID();
    const version = (last?.version ?? 0) + 1;
    await tx.release.create({ data: { id, campaignId, version, licence: campaign.licence } });
    await addBuilding(tx, id);
    return { ok: true, releaseId: id };
  });
}

/** Builds a failed release again, under its own version. */
export async function retryRelease({ releaseId, requester }: { releaseId: string; requester: string }): Promise<void> {
  const own = await db().release.findFirst({ where: { id: releaseId, campaign: { requester } } });
  if (!own) throw notFound("release");
  await inTransaction(async (tx) => {
    const failed = { id: releaseId, state: "failed" as const };
    const { count } = await tx.release.updateMany({ where: failed, data: { state: "building", failure: null } });
    if (count === 1) await addBuilding(tx, releaseId);
  });
}

function addBuilding(tx: Transaction, releaseId: string): Promise<void> {
  return addJob(tx, "build-release", { releaseId }, { key: `build-release:${releaseId}` });
}
