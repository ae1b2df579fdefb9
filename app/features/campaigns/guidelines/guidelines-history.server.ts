import { diffLines } from "diff";
import { markdownToHtml } from "#app/features/campaigns/guidelines/markdown.server.ts";
import { db } from "#app/lib/db.server.ts";

export type ChangedPart = { kind: "same" | "added" | "removed"; text: string };
export type GuidelinesVersion = {
  version: number;
  createdAt: string;
  html: string;
  /** Against the version before, in lines; empty for the first. */
  changes: Array<ChangedPart>;
};

const mostVersions = 50;

/** A campaign's guidelines, the newest version first. Who may see the campaign may see all of them. */
export async function guidelinesHistory(campaignId: string): Promise<Array<GuidelinesVersion>> {
  const rows = await db().guidelines.findMany({
    where: { campaignId },
    orderBy: { version: "desc" },
    take: mostVersions + 1,
  });
  return rows.slice(0, mostVersions).map(({ version, createdAt, body }, index) => {
    const before = rows[index + 1];
    return {
      version,
      createdAt: createdAt.toISOString(),
      html: markdownToHtml(body),
      changes: before ? changesOf(before.body, body) : [],
    };
  });
}

function changesOf(before: string, after: string): Array<ChangedPart> {
  // A last line without its end would differ from the same line with one.
  return diffLines(`${before}\n`, `${after}\n`).map(({ value, added, removed }) => ({
    kind: added ? "added" : removed ? "removed" : "same",
    text: value,
  }));
}
