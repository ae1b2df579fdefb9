import { expect, test } from "vitest";
import { decideReport } from "#app/features/review/decide-report.server.ts";
import { fileReport } from "#app/features/review/file-report.server.ts";
import { countOpenReports, listOpenReports } from "#app/features/review/list-reports.server.ts";
import { workOf } from "#app/features/review/work.server.ts";
import { leaseTasks } from "#app/features/tasks/queue/lease.server.ts";
import { submitAnswers } from "#app/features/tasks/queue/submit.server.ts";
import { db } from "#app/lib/db.server.ts";
import { anybody, judgedCampaign } from "#scripts/test/judged-campaign.ts";

async function flagged() {
  const campaign = await judgedCampaign();
  const flagger = anybody();
  const { leases } = await leaseTasks({ address: flagger, campaignId: campaign.id, count: 1 });
  await submitAnswers(
    flagger,
    leases.map(({ id }) => ({ leaseId: id, answer: { choice: "tie" }, flag: "harmful" as const })),
  );
  const answer = await db().answer.findFirstOrThrow({ where: { address: flagger } });
  return { campaign, flagger, answer };
}

test("a flag reaches reviewers once, with the texts and without an answer whose task is open", async () => {
  const { campaign, flagger, answer } = await flagged();
  const reviewer = anybody();
  const before = await countOpenReports(reviewer);
  expect(await countOpenReports(reviewer)).toBe(before);
  const { items } = await listOpenReports({ reviewer, limit: 200 });
  const report = items.find(({ ref }) => ref === answer.id);
  expect(report).toMatchObject({
    ...{ subject: "answer", reason: "harmful", reporter: flagger, campaign: { id: campaign.id } },
    work: { kind: "prefer", answer: null },
  });
  expect(report?.work?.samples).toHaveLength(2);
});

test("a flag that was dismissed does not come back, and changes nobody's pay", async () => {
  const { answer } = await flagged();
  const reviewer = anybody();
  const { items } = await listOpenReports({ reviewer, limit: 200 });
  const id = items.find(({ ref }) => ref === answer.id)?.id ?? "";
  const entries = await db().entry.count();
  const decision = { reportId: id, reviewer, now: new Date() };
  expect(await decideReport({ ...decision, decision: "dismiss" })).toEqual({ ok: true });
  expect(await decideReport({ ...decision, decision: "confirm" })).toEqual({ ok: false });
  expect((await listOpenReports({ reviewer, limit: 200 })).items.map(({ ref }) => ref)).not.toContain(answer.id);
  expect(await db().entry.count()).toBe(entries);
});

test("a member is reported once for a reason, and is not shown the report about themselves", async () => {
  const address = anybody();
  await db().member.create({ data: { address } });
  const filing = { subject: "member", ref: address, reason: "copied", note: "Same words as mine." } as const;
  const reporter = anybody();
  expect(await fileReport({ ...filing, reporter })).toEqual({ ok: true, state: "recorded" });
  expect(await fileReport({ ...filing, reporter })).toEqual({ ok: true, state: "already-recorded" });
  expect(await fileReport({ ...filing, reporter: address })).toEqual({ ok: false, why: "not-found" });
  expect(await fileReport({ ...filing, ref: anybody(), reporter })).toEqual({ ok: false, why: "not-found" });

  const seenBy = async (reviewer: string) =>
    (await listOpenReports({ reviewer, limit: 200 })).items.filter(({ ref }) => ref === address);
  expect(await seenBy(anybody())).toMatchObject([{ note: "Same words as mine.", work: null }]);
  expect(await seenBy(address)).toEqual([]);
  expect(await seenBy(reporter)).toEqual([]);
});

test("an answer can be reported by its campaign's requester, and by nobody else", async () => {
  const { campaign, answer } = await flagged();
  const filing = { subject: "answer", ref: answer.id, reason: "careless", note: "" } as const;
  expect(await fileReport({ ...filing, reporter: campaign.requester })).toEqual({ ok: false, why: "not-found" });
  await db().task.update({ where: { id: answer.taskId }, data: { state: "closed" } });
  expect(await fileReport({ ...filing, reporter: anybody() })).toEqual({ ok: false, why: "not-found" });
  expect(await fileReport({ ...filing, reporter: campaign.requester })).toEqual({ ok: true, state: "recorded" });
});

test("what stands against a contributor in a campaign is evidence beside their work, without addresses", async () => {
  const { campaign, flagger, answer } = await flagged();
  const other = anybody();
  const evidence = { agreement: 0.97, members: [other], note: `seen with ${other}` };
  const report = { subject: "member", ref: flagger, campaignId: campaign.id, reporter: "site", reason: "copy-ring" };
  await db().report.create({ data: { ...report, id: anybody(), evidence } });
  const work = await workOf(answer.id);
  expect(work.evidence).toContainEqual({ reason: "copy-ring", figures: [{ name: "agreement", value: 0.97 }] });
  expect(JSON.stringify(work)).not.toContain(other);
});
