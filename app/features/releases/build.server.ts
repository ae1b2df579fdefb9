// Makes the files of a release. They are written once and never again: a release is immutable when it is ready.
import { createHash, createHmac, randomBytes } from "node:crypto";
import { z } from "zod";
import { modelSchema } from "#app/features/campaigns/draft.ts";
import type { FailureCode } from "#app/features/releases/api.ts";
import { dataPath, datasetCard } from "#app/features/releases/card.ts";
import { closedComparisons } from "#app/features/releases/gather.server.ts";
import type { JudgedSample, JudgedTask } from "#app/features/releases/judged-task.ts";
import { storedName } from "#app/features/releases/place.ts";
import { qualityReport } from "#app/features/releases/quality-report.ts";
import { type Pair, preferenceRow, preferredPairs, unpairedRows } from "#app/features/releases/rows.ts";
import { db, inTransaction } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { writeStoredFile } from "#app/lib/files.server.ts";
import { log } from "#app/lib/log.server.ts";
import type { Campaign, CampaignKind, Release } from "#prisma/generated/client.ts";

type Draft = { path: string; body: string; rows: number | null; contentType: string };

/** The job: files, counts and quality report; or the reason why there are none, which the requester reads and can retry. */
export async function buildRelease(releaseId: string): Promise<void> {
  const release = await db().release.findUnique({
    where: { id: releaseId },
    include: { campaign: { include: { kinds: { where: { kind: "prefer" } } } } },
  });
  if (release?.state !== "building") return;
  try {
    await build(release);
  } catch (error) {
    log.error({ releaseId, error: error instanceof Error ? error.stack : String(error) }, "a release failed to build");
    await fail(releaseId, "build-broke");
  }
}

async function build(release: Release & { campaign: Campaign & { kinds: Array<CampaignKind> } }): Promise<void> {
  const tasks = await closedComparisons(release.campaignId);
  const preferred = preferredPairs(tasks);
  const [rule] = release.campaign.kinds;
  if (!rule || preferred.pairs.length === 0) return fail(release.id, "nothing-decided");

  const quality = qualityReport(tasks, preferred);
  const data = dataDrafts(tasks, preferred.pairs);
  const counts = Object.fromEntries(data.map(({ config, draft }) => [config, draft.rows ?? 0]));
  const readme = datasetCard({
    ...release.campaign,
    ...{ payRule: rule.payRule, barPermille: rule.barPermille },
    ...{ version: release.version, licence: release.licence, counts, quality, createdAt: release.createdAt },
    models: z.array(modelSchema).parse(release.campaign.models),
    url: `${env().SITE_ORIGIN}/releases/${release.id}`,
  });
  const drafts = [
    { path: "README.md", body: readme, rows: null, contentType: "text/markdown; charset=utf-8" },
    ...data.map(({ draft }) => draft),
  ];
  const files = await store(release.id, [...drafts, manifestDraft(release, drafts)]);
  await inTransaction(async (tx) => {
    const { count } = await tx.release.updateMany({
      where: { id: release.id, state: "building" },
      data: { state: "ready", counts, quality, readyAt: new Date(), failure: null },
    });
    if (count === 1) await tx.releaseFile.createMany({ data: files });
  });
}

async function fail(id: string, failure: FailureCode): Promise<void> {
  await db().release.updateMany({ where: { id, state: "building" }, data: { state: "failed", failure } });
}

function dataDrafts(tasks: ReadonlyArray<JudgedTask>, pairs: ReadonlyArray<Pair>) {
  // Made for this release alone and not kept: nobody can compute one release's pseudonyms from another's.
  const secret = randomBytes(32);
  const pseudonym = (text: string) => createHmac("sha256", secret).update(text).digest("hex").slice(0, 16);
  const madeBy = ({ address, seed, provenance }: JudgedSample) => ({ ...provenance, seed, worker: pseudonym(address) });

  const configs: Array<[string, Array<object>]> = [
    ["preference", pairs.map(preferenceRow)],
    ["unpaired", unpairedRows(tasks)],
    [
      "answers",
      tasks
        .flatMap(({ id, answers }) =>
          answers.map(({ address, choice }) => ({ task: pseudonym(id), worker: pseudonym(address), label: choice })),
        )
        .sort((left, right) => (left.task + left.worker < right.task + right.worker ? -1 : 1)),
    ],
    [
      "provenance",
      pairs.map(({ task, chosen, rejected }, row) => ({
        ...{ row, task: pseudonym(task.id), probability: task.probability },
        ...{ chosen: madeBy(chosen), rejected: madeBy(rejected) },
      })),
    ],
  ];
  return configs
    .filter(([, rows]) => rows.length > 0)
    .map(([config, rows]) => ({ config, draft: linesDraft(config, rows) }));
}

function linesDraft(config: string, rows: ReadonlyArray<object>): Draft {
  const body = rows.map((row) => `${JSON.stringify(row)}\n`).join("");
  return { path: dataPath(config), body, rows: rows.length, contentType: "application/jsonl; charset=utf-8" };
}

function manifestDraft({ id, campaignId, version, licence }: Release, drafts: ReadonlyArray<Draft>): Draft {
  const files = drafts.map(({ path, body, rows }) => ({ path, ...measure(body), rows }));
  const body = `${JSON.stringify({ release: id, campaign: campaignId, version, licence, files }, null, 2)}\n`;
  return { path: "manifest.json", body, rows: null, contentType: "application/json" };
}

async function store(releaseId: string, drafts: ReadonlyArray<Draft>) {
  const files = [];
  for (const { path, body, rows, contentType } of drafts) {
    await writeStoredFile(storedName(releaseId, path), body);
    files.push({ releaseId, path, ...measure(body), rows, contentType });
  }
  return files;
}

function measure(body: string): { bytes: number; sha256: string } {
  return { bytes: Buffer.byteLength(body), sha256: createHash("sha256").update(body).digest("hex") };
}
