import { countsSchema, failureCodes, type ReleaseFileView, type ReleaseView } from "#app/features/releases/api.ts";
import { qualitySchema } from "#app/features/releases/quality-report.ts";
import { db } from "#app/lib/db.server.ts";
import { notFound } from "#app/lib/http.server.ts";
import type { Page } from "#app/lib/http.ts";
import { toWei } from "#app/lib/money.ts";
import type { Release } from "#prisma/generated/client.ts";

type Row = Release & { campaign: { id: string; title: string; requester: string } };
type ListInput = {
  campaignId?: string | undefined;
  cursor?: string | undefined;
  limit: number;
  viewer?: string | undefined;
};

const withCampaign = { campaign: { select: { id: true, title: true, requester: true } } };

/** @param viewer sees what is not ready of their own campaigns; nobody else does */
export async function getRelease(id: string, viewer?: string): Promise<ReleaseView> {
  const row = await db().release.findFirst({ where: { id, ...visibleTo(viewer) }, include: withCampaign });
  if (!row) throw notFound("release");
  return toView(row);
}

export async function listReleases({ campaignId, cursor, limit, viewer }: ListInput): Promise<Page<ReleaseView>> {
  const rows = await db().release.findMany({
    where: { ...(campaignId ? { campaignId } : {}), ...visibleTo(viewer) },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    ...(cursor ? { cursor: { id: cursor }, skip: 1 } : {}),
    take: limit + 1,
    include: withCampaign,
  });
  const items = rows.slice(0, limit).map(toView);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** The files of a ready release; none while it is being built. */
export async function listReleaseFiles(releaseId: string): Promise<Array<ReleaseFileView>> {
  const files = await db().releaseFile.findMany({ where: { releaseId }, orderBy: { path: "asc" } });
  return files.map(({ path, bytes, sha256, rows }) => ({ path, bytes: Number(bytes), sha256, rows }));
}

function visibleTo(viewer: string | undefined) {
  const isReady = { state: "ready" as const };
  return viewer ? { OR: [isReady, { campaign: { requester: viewer } }] } : isReady;
}

function toView({ campaign, counts, quality, failure, ...row }: Row): ReleaseView {
  const { id, version, state, licence } = row;
  return {
    ...{ id, version, state, licence },
    campaign: { id: campaign.id, title: campaign.title },
    requester: campaign.requester,
    failure: failureCodes.find((code) => code === failure) ?? null,
    priceWei: toWei(row.priceWei).toString(),
    counts: countsSchema.parse(counts),
    quality: state === "ready" ? qualitySchema.parse(quality) : null,
    createdAt: row.createdAt.toISOString(),
    readyAt: row.readyAt?.toISOString() ?? null,
  };
}
