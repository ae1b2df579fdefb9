import { db } from "#app/lib/db.server.ts";

const mostCampaigns = 100;

/** Public campaigns that people have compared samples in, newest first: what ratings can be narrowed to. */
export function listComparingCampaigns(): Promise<Array<{ id: string; title: string }>> {
  return db().campaign.findMany({
    where: {
      state: { not: "draft" },
      tasks: { some: { state: "closed", kind: { in: ["prefer", "rank"] }, goldId: null } },
    },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    take: mostCampaigns,
    select: { id: true, title: true },
  });
}
