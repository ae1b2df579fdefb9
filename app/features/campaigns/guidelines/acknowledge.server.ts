// Who has read which version of a campaign's guidelines. A page asks before the first task and again when they change.
import { db } from "#app/lib/db.server.ts";
import { notFound } from "#app/lib/http.server.ts";

type Acknowledgement = { campaignId: string; version: number; address: string };
export type Acknowledged = { ok: true } | { ok: false; why: "no-such-version" };

/** Notes that a member has read one version; twice is once. A campaign that nobody may see yet is answered 404. */
export async function acknowledgeGuidelines({ campaignId, version, address }: Acknowledgement): Promise<Acknowledged> {
  const campaign = await db().campaign.findFirst({
    where: { id: campaignId, state: { not: "draft" } },
    select: { guidelinesVersion: true },
  });
  if (!campaign) throw notFound("campaign");
  if (version > campaign.guidelinesVersion) return { ok: false, why: "no-such-version" };
  await db().guidelinesAcknowledgement.createMany({ data: [{ campaignId, version, address }], skipDuplicates: true });
  return { ok: true };
}

/** The newest version that a member has acknowledged, by campaign. */
export async function acknowledgedVersions(address: string): Promise<Record<string, number>> {
  const rows = await db().guidelinesAcknowledgement.groupBy({
    by: ["campaignId"],
    where: { address },
    _max: { version: true },
  });
  return Object.fromEntries(rows.map(({ campaignId, _max }) => [campaignId, _max.version ?? 0]));
}
