import { createHash, randomUUID } from "node:crypto";
import { importFile } from "#app/features/campaigns/import/import-file.server.ts";
import { getOwnOpenCampaign } from "#app/features/campaigns/import/import-prompts.server.ts";
import type { ImportReport } from "#app/features/campaigns/import/import-report.ts";
import {
  type GoldDraft,
  goldColumns,
  goldOfJson,
  goldOfRow,
  isOfUsualSize,
} from "#app/features/tasks/gold/gold-line.ts";
import { scorers } from "#app/features/tasks/kinds.ts";
import { canonicalJson } from "#app/lib/canonical-json.ts";
import { db } from "#app/lib/db.server.ts";
import type { Prisma } from "#prisma/generated/client.ts";

/** A file of known-answer tasks in a request's body. Throws 404 for anybody but the requester, and 409 when closed. */
export async function importGoldFile(
  request: Request,
  { campaignId, requester }: { campaignId: string; requester: string },
): Promise<ImportReport> {
  const rules = await getOwnOpenCampaign(campaignId, requester);
  return importFile(request, requester, {
    columns: goldColumns,
    required: ["kind"],
    ofJson: (text) => goldOfJson(text, rules),
    ofRow: (columns, fields) => goldOfRow(columns, fields, rules),
    store: (batch) => store(campaignId, batch),
  });
}

/** The same task is there once: by its kind, its messages and its texts. */
async function store(campaignId: string, batch: ReadonlyArray<GoldDraft>) {
  const data = batch.map(({ outcome, ...gold }): Prisma.GoldCreateManyInput => {
    const { kind, messages, texts } = gold;
    const digest = createHash("sha256").update(canonicalJson({ kind, messages, texts })).digest("hex");
    // Parsed from JSON by its kind's schema a moment ago: what a column of JSON takes.
    return {
      ...gold,
      id: randomUUID(),
      campaignId,
      digest,
      source: "requester",
      outcome: JSON.parse(canonicalJson(outcome)),
    };
  });
  const { count } = await db().gold.createMany({ data, skipDuplicates: true });
  return { added: count, duplicates: data.length - count };
}

/** After a change of what a draft asks: takes away known-answer tasks that do not fit any more. @returns how many */
export async function dropMisfitGold(campaignId: string): Promise<number> {
  const { kinds, golds, candidatesPerPrompt } = await db().campaign.findUniqueOrThrow({
    where: { id: campaignId },
    include: { kinds: true, golds: { where: { state: "live" } } },
  });
  const misfits = golds.filter(({ kind, purpose, texts, outcome }) => {
    const asked = kinds.find((each) => each.kind === kind);
    if (!asked || !isOfUsualSize({ kind, purpose, texts }, candidatesPerPrompt)) return true;
    const sampleIds = texts.map((_, place) => String(place));
    return !scorers[kind].read(outcome, { sampleIds, texts, options: asked.options }).ok;
  });
  const ids = misfits.map(({ id }) => id);
  const { count } = await db().gold.deleteMany({ where: { id: { in: ids }, tasks: { none: {} } } });
  return count;
}

/** The requester's known-answer tasks that are in use, by kind and purpose. */
export async function countGold(campaignId: string) {
  const rows = await db().gold.groupBy({
    by: ["kind", "purpose"],
    where: { campaignId, state: "live" },
    _count: true,
    orderBy: [{ kind: "asc" }, { purpose: "asc" }],
  });
  return rows.map(({ kind, purpose, _count }) => ({ kind, purpose, live: _count }));
}
