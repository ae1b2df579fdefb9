import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { accessSchema } from "#app/features/campaigns/access.ts";
import {
  answerQuestion,
  getQualification,
  startQualification,
} from "#app/features/tasks/qualification/qualification.server.ts";
import { retryAfterMs } from "#app/features/tasks/qualification/qualification.ts";
import { qualificationSchema } from "#app/features/tasks/qualification/qualification-api.ts";
import { leaseTasks } from "#app/features/tasks/queue/lease.server.ts";
import { db } from "#app/lib/db.server.ts";
import { anybody, judgedCampaign } from "#scripts/test/judged-campaign.ts";

/** A campaign that asks for `pass` of `questions`, with so many written; the better text is "Right …". */
async function qualifying({ questions = 3, pass = 2, written = 3 } = {}): Promise<string> {
  const { id } = await judgedCampaign();
  const access = accessSchema.parse({ qualification: { questions, pass } });
  await db().campaign.update({ where: { id }, data: { access } });
  for (let number = 0; number < written; number++) {
    await db().gold.create({
      data: {
        ...{ id: randomUUID(), campaignId: id, kind: "prefer", purpose: "qualification", digest: randomUUID() },
        ...{
          messages: [{ role: "user", content: `Question ${number}` }],
          texts: [`Right ${number}`, `Wrong ${number}`],
        },
        ...{ outcome: { choice: "a" }, explanation: `Because of ${number}.`, source: "requester" },
      },
    });
  }
  return id;
}

type Own = { campaignId: string; address: string };

/** Answers the next question rightly or wrongly. */
async function answerNext(own: Own, isRight: boolean, now = new Date()): Promise<void> {
  const { question } = await getQualification(own, now);
  const isFirst = question?.samples[0]?.text.startsWith("Right") === isRight;
  const answer = { choice: isFirst ? "a" : "b" };
  expect(await answerQuestion({ ...own, number: question?.number ?? -1, answer }, now)).toEqual({ ok: true });
}

test("questions come one at a time, each is explained, and passing opens the campaign's tasks", async () => {
  const own = { campaignId: await qualifying(), address: anybody() };
  expect(await getQualification(own)).toMatchObject({
    state: "ready",
    questions: 3,
    pass: 2,
    question: null,
    answered: [],
  });
  expect(await startQualification(own)).toEqual({ ok: true });
  await answerNext(own, false);

  const halfway = qualificationSchema.parse(await getQualification(own));
  expect(halfway).toMatchObject({ state: "open", correct: 0, question: { number: 1, kind: "prefer" } });
  const [told] = halfway.answered;
  expect(told).toMatchObject({ number: 0, isRight: false, explanation: expect.stringContaining("Because of") });
  const better = told?.samples[0]?.text.startsWith("Right") ? "a" : "b";
  expect(told).toMatchObject({ known: { choice: better }, given: { choice: better === "a" ? "b" : "a" } });

  await answerNext(own, true);
  expect((await leaseTasks({ ...own, count: 8 })).leases).toEqual([]);
  await answerNext(own, true);
  expect(await getQualification(own)).toMatchObject({ state: "passed", correct: 2, questions: 3, question: null });
  expect((await leaseTasks({ ...own, count: 8 })).leases).toHaveLength(3);
  expect(await startQualification(own)).toEqual({ ok: false, why: "passed" });
});

test("what is asked is not told before it is answered", async () => {
  const own = { campaignId: await qualifying(), address: anybody() };
  await startQualification(own);
  const { question } = await getQualification(own);
  expect(Object.keys(question ?? {}).sort()).toEqual(["kind", "number", "options", "prompt", "samples"]);
});

test("who fails may try again after a day, with questions that are new to them first", async () => {
  const own = { campaignId: await qualifying({ questions: 2, pass: 2, written: 4 }), address: anybody() };
  const now = new Date();
  await startQualification(own, now);
  await answerNext(own, true, now);
  await answerNext(own, false, now);
  const retryAt = new Date(now.getTime() + retryAfterMs);
  expect(await getQualification(own, now)).toMatchObject({ state: "failed", retryAt: retryAt.toISOString() });
  expect(await startQualification(own, new Date(retryAt.getTime() - 1))).toEqual({ ok: false, why: "too-soon" });

  expect(await startQualification(own, retryAt)).toEqual({ ok: true });
  const attempts = await db().qualification.findMany({ where: own });
  expect(new Set(attempts.flatMap(({ goldIds }) => goldIds)).size).toBe(4);
  expect(await getQualification(own, retryAt)).toMatchObject({ state: "open", correct: 0, answered: [] });
});

test("an answer counts once, in its turn, and only when it fits", async () => {
  const own = { campaignId: await qualifying(), address: anybody() };
  expect(await answerQuestion({ ...own, number: 0, answer: { choice: "a" } })).toMatchObject({ why: "not-the-next" });
  await Promise.all([startQualification(own), startQualification(own)]);
  expect(await db().qualification.count({ where: own })).toBe(1);

  expect(await answerQuestion({ ...own, number: 1, answer: { choice: "a" } })).toMatchObject({ why: "not-the-next" });
  expect(await answerQuestion({ ...own, number: 0, answer: { choice: "c" } })).toMatchObject({ why: "invalid-answer" });
  await answerNext(own, true);
  const { answered } = await getQualification(own);
  await Promise.all([0, 0, 0].map((number) => answerQuestion({ ...own, number, answer: { choice: "tie" } })));
  expect((await getQualification(own)).answered).toEqual(answered);
});

test("a campaign without a qualification, without questions, or with fewer than it wants", async () => {
  const { id } = await judgedCampaign();
  const address = anybody();
  expect(await startQualification({ campaignId: id, address })).toEqual({ ok: false, why: "not-needed" });
  const empty = await qualifying({ written: 0 });
  expect(await startQualification({ campaignId: empty, address })).toEqual({ ok: false, why: "no-questions" });

  const own = { campaignId: await qualifying({ questions: 5, pass: 4, written: 1 }), address };
  expect(await getQualification(own)).toMatchObject({ questions: 1, pass: 1 });
  await startQualification(own);
  await answerNext(own, true);
  expect(await getQualification(own)).toMatchObject({ state: "passed" });
});

test("what else is missing is told, and a campaign that is not there is not found", async () => {
  const campaignId = await qualifying();
  const address = anybody();
  await db().member.create({ data: { address, languages: ["id"], isAgent: true } });
  const access = accessSchema.parse({ languages: ["en"], agents: false, leastAccepted: 1, qualification: null });
  await db().campaign.update({ where: { id: campaignId }, data: { access } });
  const view = await getQualification({ campaignId, address });
  expect(view).toMatchObject({ state: "not-needed", gaps: ["agents", "language", "accepted"] });
  await expect(getQualification({ campaignId: "nowhere", address })).rejects.toMatchObject({ status: 404 });
});
