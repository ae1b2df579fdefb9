import { markdownToHtml } from "#app/features/campaigns/guidelines/markdown.server.ts";
import { db } from "#app/lib/db.server.ts";

export type CampaignGuidelines = { id: string; title: string; version: number; guidelinesHtml: string };

/** What a judge may have to read: the newest guidelines of every live campaign. */
export async function listGuidelines(): Promise<Array<CampaignGuidelines>> {
  const campaigns = await db().campaign.findMany({
    where: { state: "live" },
    orderBy: { createdAt: "desc" },
    select: { id: true, title: true, guidelinesVersion: true, guidelines: { orderBy: { version: "desc" }, take: 1 } },
  });
  return campaigns.map(({ id, title, guidelinesVersion, guidelines }) => ({
    id,
    title,
    version: guidelinesVersion,
    guidelinesHtml: markdownToHtml(guidelines[0]?.body ?? ""),
  }));
}
