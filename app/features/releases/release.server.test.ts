import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { z } from "zod";
import { buildRelease } from "#app/features/releases/build.server.ts";
import { createRelease, retryRelease } from "#app/features/releases/create.server.ts";
import { previewRows, sendReleaseFile } from "#app/features/releases/file.server.ts";
import { getRelease, listReleaseFiles, listReleases } from "#app/features/releases/get.server.ts";
import type { FlagReason } from "#app/features/tasks/api.ts";
import { closeTask } from "#app/features/tasks/closing/close.server.ts";
import { changeGraceMs } from "#app/features/tasks/closing/closing.ts";
import { releaseLeases } from "#app/features/tasks/queue/change.server.ts";
import { leaseTasks } from "#app/features/tasks/queue/lease.server.ts";
import { submitAnswers } from "#app/features/tasks/queue/submit.server.ts";
import { db, pool } from "#app/lib/db.server.ts";
import { anybody, judgedCampaign } from "#scripts/test/judged-campaign.ts";

type Judged = Awaited<ReturnType<typeof judgedCampaign>>;
type Judgement = { better: "first" | "neither" | "tied"; flag?: FlagReason };

/** Two members find the same of one task, and it closes. "first" is the task's first sample, on whichever side it is shown. */
async function judge(campaign: Judged, taskId: string, { better, flag }: Judgement): Promise<void> {
  const first = await taskText(taskId, 0);
  for (let count = 0; count < 2; count++) {
    const address = anybody();
    const leases = await leaseAll(address, campaign.id);
    const lease = leases.find((held) => held.taskId === taskId);
    const side = lease?.samples[0]?.text === first ? ("a" as const) : ("b" as const);
    const choice = better === "first" ? side : better === "tied" ? ("tie" as const) : ("bad" as const);
    await submitAnswers(address, [{ leaseId: lease?.id ?? "", answer: { choice }, ...(flag ? { flag } : {}) }]);
    await releaseLeases(
      address,
      leases.map(({ id }) => id),
    );
  }
  await closeTask(taskId, new Date(Date.now() + changeGraceMs));
}

/** All that a member can hold: which of more tasks comes first is not foreseen. */
async function leaseAll(address: string, campaignId: string) {
  const { leases } = await leaseTasks({ address, campaignId, count: 8 });
  return [...leases, ...(await leaseTasks({ address, campaignId, count: 8 })).leases];
}

async function releaseOf(campaign: Judged): Promise<string> {
  const created = await createRelease({ campaignId: campaign.id, requester: campaign.requester });
  return created.ok ? created.releaseId : created.why;
}

async function download(releaseId: string, path: string, headers: Record<string, string> = {}): Promise<Response> {
  return sendReleaseFile(new Request("http://localhost/", { headers }), releaseId, path);
}

const preferencePath = "data/preference/train-00000-of-00001.jsonl";
const message = z.strictObject({ role: z.enum(["system", "user", "assistant"]), content: z.string() });
const reply = z.tuple([message.extend({ role: z.literal("assistant") })]);
const preferenceRow = z.strictObject({ prompt: z.array(message).min(1), chosen: reply, rejected: reply });
const unpairedRow = z.strictObject({ prompt: z.array(message).min(1), completion: reply, label: z.boolean() });

async function readRows<Row>(releaseId: string, config: string, row: z.ZodType<Row>): Promise<Array<Row>> {
  const text = await (await download(releaseId, `data/${config}/train-00000-of-00001.jsonl`)).text();
  const lines = text.split("\n");
  expect(lines.pop()).toBe("");
  return lines.map((line) => row.parse(JSON.parse(line)));
}

async function taskText(taskId: string, position: number): Promise<string> {
  const where = { taskId_position: { taskId, position } };
  return (await db().taskSample.findUniqueOrThrow({ where, include: { sample: true } })).sample.text;
}

/** Three prompts of three tasks: decided, tied, both bad, flagged; the others stay open. */
async function judgedRelease() {
  const campaign = await judgedCampaign({ prompts: 3 });
  const [decided = "", tied = "", bad = "", flagged = ""] = campaign.tasks.map(({ id }) => id);
  await judge(campaign, decided, { better: "first" });
  await judge(campaign, tied, { better: "tied" });
  await judge(campaign, bad, { better: "neither" });
  await judge(campaign, flagged, { better: "first", flag: "harmful" });
  const releaseId = await releaseOf(campaign);
  return { campaign, releaseId, decided };
}

/** One that is only read: a ready release never changes. */
let ready: ReturnType<typeof judgedRelease> | undefined;
async function readyRelease() {
  ready ??= judgedRelease().then(async (made) => {
    await buildRelease(made.releaseId);
    return made;
  });
  return ready;
}

test("preference holds exactly TRL's columns, and only what people decided", async () => {
  const { releaseId, decided } = await readyRelease();

  const rows = await readRows(releaseId, "preference", preferenceRow);
  expect(rows).toHaveLength(1);
  expect(rows[0]?.chosen[0].content).toBe(await taskText(decided, 0));
  expect(rows[0]?.rejected[0].content).toBe(await taskText(decided, 1));
  expect(await previewRows(releaseId, 5)).toEqual(rows);
});

test("two bad texts are no pair, but two texts that are not wanted", async () => {
  const { releaseId } = await readyRelease();
  const rows = await readRows(releaseId, "unpaired", unpairedRow);
  expect(rows.some(({ label }) => !label)).toBe(true);
});

test("what an audit took back is in no release: not the answer, and no comparison of the sample", async () => {
  const campaign = await judgedCampaign({ prompts: 2 });
  const [kept] = campaign.tasks;
  const lost = campaign.tasks.find(({ promptId }) => promptId !== kept?.promptId);
  for (const task of [kept, lost]) await judge(campaign, task?.id ?? "", { better: "first" });
  const overturned = { reason: "overturned-by-audit" };
  const [shown] = await db().taskSample.findMany({ where: { taskId: lost?.id ?? "" } });
  await db().sample.update({ where: { id: shown?.sampleId ?? "" }, data: { ...overturned, state: "rejected" } });
  const answer = await db().answer.findFirstOrThrow({ where: { taskId: kept?.id ?? "" } });
  await db().answer.update({ where: { id: answer.id }, data: { ...overturned, isPaid: false } });

  const releaseId = await releaseOf(campaign);
  await buildRelease(releaseId);
  const rows = await readRows(releaseId, "preference", preferenceRow);
  expect(rows.map(({ chosen }) => chosen[0].content)).toEqual([await taskText(kept?.id ?? "", 0)]);
  expect(await readRows(releaseId, "answers", z.unknown())).toHaveLength(1);
});

test("what the manifest says of each file is so", async () => {
  const { releaseId } = await readyRelease();
  const listed = await listReleaseFiles(releaseId);
  const manifest = z
    .object({
      files: z.array(z.object({ path: z.string(), sha256: z.string(), bytes: z.number(), rows: z.unknown() })),
    })
    .parse(await (await download(releaseId, "manifest.json")).json());
  expect(manifest.files).toEqual(expect.arrayContaining(listed.filter(({ path }) => path !== "manifest.json")));

  for (const { path, sha256, bytes } of listed) {
    const body = Buffer.from(await (await download(releaseId, path)).arrayBuffer());
    expect(body.byteLength).toBe(bytes);
    expect(createHash("sha256").update(body).digest("hex")).toBe(sha256);
  }
});

test("no file of a release carries an address", async () => {
  const { campaign, releaseId } = await readyRelease();
  const people = await db().answer.findMany({ where: { task: { campaignId: campaign.id } } });
  const addresses = [...campaign.authors, ...people.map(({ address }) => address)];
  for (const { path } of await listReleaseFiles(releaseId)) {
    const text = (await (await download(releaseId, path)).text()).toLowerCase();
    for (const address of addresses) expect(text).not.toContain(address.slice(2).toLowerCase());
  }
});

test("a release counts what it is made of", async () => {
  const { releaseId, campaign } = await readyRelease();
  const { state, counts, quality } = await getRelease(releaseId);
  expect(state).toBe("ready");
  expect(counts).toMatchObject({ preference: 1, answers: 8, provenance: 1 });
  expect(quality?.tasks).toEqual({ closed: 4, preferred: 2, ties: 1, bothBad: 1, undecided: 0, flagged: 1 });
  expect(quality?.answers).toBe(8);
  expect(quality?.contributors).toBe(8 + campaign.authors.length);
  expect(quality?.agreement).toMatchObject({ count: 8, of: 8, share: 1 });
});

test("a part of a file can be asked for, and what is unchanged is not sent again", async () => {
  const { releaseId } = await readyRelease();
  const whole = await (await download(releaseId, preferencePath)).text();

  const part = await download(releaseId, preferencePath, { Range: "bytes=3-9" });
  expect(part.status).toBe(206);
  expect(part.headers.get("Content-Range")).toBe(`bytes 3-9/${Buffer.byteLength(whole)}`);
  expect(await part.text()).toBe(whole.slice(3, 10));

  const stale = await download(releaseId, preferencePath, { Range: "bytes=3-9", "If-Range": '"another"' });
  expect(await stale.text()).toBe(whole);
  const etag = part.headers.get("ETag") ?? "";
  expect((await download(releaseId, preferencePath, { "If-None-Match": etag })).status).toBe(304);
  expect((await download(releaseId, preferencePath, { Range: "bytes=999999-" })).status).toBe(416);
});

test("only files that the release lists can be read", async () => {
  const { releaseId } = await readyRelease();
  for (const path of ["../../secrets.json", "data/preference/", "README.md/"]) {
    await expect(download(releaseId, path)).rejects.toMatchObject({ status: 404 });
  }
});

test("only the requester cuts a release, and sees it before it is ready", async () => {
  const { campaign, releaseId } = await judgedRelease();
  const other = anybody();
  await expect(createRelease({ campaignId: campaign.id, requester: other })).rejects.toMatchObject({ status: 404 });
  await expect(retryRelease({ releaseId, requester: other })).rejects.toMatchObject({ status: 404 });
  await expect(getRelease(releaseId, other)).rejects.toMatchObject({ status: 404 });
  expect((await getRelease(releaseId, campaign.requester)).state).toBe("building");

  const mine = { campaignId: campaign.id, limit: 10 };
  expect((await listReleases({ ...mine, viewer: campaign.requester })).items).toHaveLength(1);
  expect((await listReleases({ ...mine, viewer: other })).items).toHaveLength(0);
});

test("cutting twice while one is built gives that one; afterwards the next version", async () => {
  const { campaign, releaseId } = await judgedRelease();
  expect(await releaseOf(campaign)).toBe(releaseId);
  const jobs = await pool().query("select 1 from graphile_worker.jobs where key = $1", [`build-release:${releaseId}`]);
  expect(jobs.rowCount).toBe(1);

  await buildRelease(releaseId);
  const next = await getRelease(await releaseOf(campaign), campaign.requester);
  expect(next).toMatchObject({ version: 2, state: "building" });
});

test("a ready release stays as it is when its job runs again and when more is decided", async () => {
  const { campaign, releaseId } = await judgedRelease();
  await buildRelease(releaseId);
  const before = await listReleaseFiles(releaseId);
  await judge(campaign, campaign.tasks[4]?.id ?? "", { better: "first" });
  await buildRelease(releaseId);
  await retryRelease({ releaseId, requester: campaign.requester });
  expect(await listReleaseFiles(releaseId)).toEqual(before);
  expect((await getRelease(releaseId)).state).toBe("ready");
});

test("without a decided comparison there is nothing to release", async () => {
  const campaign = await judgedCampaign();
  expect(await releaseOf(campaign)).toBe("nothing-decided");
});

test("a release that could not be built says why, and is built when it is tried again", async () => {
  const campaign = await judgedCampaign();
  const taskId = campaign.tasks[0]?.id ?? "";
  await judge(campaign, taskId, { better: "first", flag: "harmful" });
  const releaseId = await releaseOf(campaign);
  await buildRelease(releaseId);
  expect(await getRelease(releaseId, campaign.requester)).toMatchObject({
    state: "failed",
    failure: "nothing-decided",
  });

  await judge(campaign, campaign.tasks[1]?.id ?? "", { better: "first" });
  await retryRelease({ releaseId, requester: campaign.requester });
  await buildRelease(releaseId);
  expect((await getRelease(releaseId)).counts).toMatchObject({ preference: 1 });
});
