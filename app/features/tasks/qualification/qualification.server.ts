// A campaign's qualification: begun, answered one question at a time, passed or failed; a failed one again after a day.
import { randomUUID } from "node:crypto";
import { type AccessGap, accessGaps, accessSchema } from "#app/features/campaigns/access.ts";
import { scorers } from "#app/features/tasks/kinds.ts";
import {
  attemptRule,
  givenSchema,
  otherSides,
  qualificationState,
  retryAfterMs,
} from "#app/features/tasks/qualification/qualification.ts";
import type { QualificationView } from "#app/features/tasks/qualification/qualification-api.ts";
import {
  explainedQuestions,
  factsOfQuestion,
  listQuestions,
  shownQuestion,
} from "#app/features/tasks/qualification/qualification-questions.server.ts";
import { db, inTransaction, type Transaction } from "#app/lib/db.server.ts";
import { notFound } from "#app/lib/http.server.ts";

type Own = { campaignId: string; address: string };
type Done<Why extends string> = { ok: true } | { ok: false; why: Why };

export async function getQualification(own: Own, now = new Date()): Promise<QualificationView> {
  const { campaignId } = own;
  const { access, isVouched } = await getAccess(db(), own);
  const { state, rule, latest } = await standOf(db(), own, now);
  const questions = latest ? await listQuestions(latest) : [];
  const answered = latest ? explainedQuestions(latest, questions) : [];
  const next = state === "open" ? questions.find(({ number }) => number === answered.length) : undefined;
  const gaps = accessGaps(access, await applicantOf({ ...own, isVouched }));
  return {
    ...{ campaignId, state, answered, correct: latest?.correct ?? 0 },
    questions: latest && state !== "ready" ? latest.goldIds.length : (rule?.questions ?? 0),
    pass: rule?.pass ?? 0,
    retryAt: state === "failed" && latest?.decidedAt ? retryAt(latest.decidedAt) : null,
    question: next ? shownQuestion(next) : null,
    gaps: gaps.filter(isOther),
  };
}

/** Draws the questions: those that this member has not met first. */
export async function startQualification(
  own: Own,
  now = new Date(),
): Promise<Done<"not-needed" | "no-questions" | "passed" | "too-soon">> {
  const { campaignId, address } = own;
  return inTransaction(async (tx) => {
    await tx.$queryRaw`select 1 from pg_advisory_xact_lock(hashtextextended(${`qualify:${campaignId}:${address}`}, 0))`;
    const { state, rule } = await standOf(tx, own, now);
    if (state === "open") return { ok: true };
    if (state === "failed") return { ok: false, why: "too-soon" };
    if (state !== "ready") return { ok: false, why: state };

    const drawn = await tx.$queryRaw<Array<{ id: string }>>`
      select gold.id from "Gold" gold
      where gold."campaignId" = ${campaignId} and gold.purpose = 'qualification' and gold.state = 'live'
      order by exists (
        select 1 from "Qualification" before
        where before."campaignId" = ${campaignId} and before.address = ${address} and gold.id = any(before."goldIds")), random()
      limit ${rule?.questions ?? 0}`;
    const goldIds = drawn.map(({ id }) => id);
    await tx.qualification.create({ data: { id: randomUUID(), campaignId, address, goldIds, startedAt: now } });
    return { ok: true };
  });
}

type Answering = Own & { number: number; answer: unknown };

/** Records one answer; the last one decides. A question that was answered already stays as it was. */
export async function answerQuestion(
  { number, answer, ...own }: Answering,
  now = new Date(),
): Promise<Done<"invalid-answer" | "not-the-next">> {
  const { campaignId, address } = own;
  return inTransaction(async (tx) => {
    const [locked] = await tx.$queryRaw<Array<{ id: string }>>`
      select id from "Qualification" where "campaignId" = ${campaignId} and address = ${address} and state = 'open' for update`;
    const attempt = locked && (await tx.qualification.findUnique({ where: { id: locked.id } }));
    const given = givenSchema.parse(attempt?.answers ?? []);
    if (number < given.length) return { ok: true };
    const question = attempt && (await listQuestions(attempt, tx)).find((each) => each.number === given.length);
    if (!attempt || !question || number !== given.length) return { ok: false, why: "not-the-next" };

    const scorer = scorers[question.gold.kind];
    const facts = factsOfQuestion(question);
    const read = scorer.read(question.areSidesSwapped ? otherSides(question.gold.kind, answer) : answer, facts);
    if (!read.ok) return { ok: false, why: "invalid-answer" };

    const isRight = scorer.matchesGold(read.answer, question.gold.outcome, facts);
    const correct = attempt.correct + (isRight ? 1 : 0);
    const isLast = given.length + 1 === attempt.goldIds.length;
    const answers = JSON.parse(JSON.stringify([...given, { answer: read.answer, isRight }]));
    const decided = isLast
      ? { state: await decidedState(tx, own, { correct, questions: attempt.goldIds.length }), decidedAt: now }
      : {};
    await tx.qualification.update({ where: { id: attempt.id }, data: { answers, correct, ...decided } });
    return { ok: true };
  });
}

async function decidedState(tx: Transaction, own: Own, given: { correct: number; questions: number }) {
  const { access } = await getAccess(tx, own);
  const rule = access.qualification && attemptRule(access.qualification, given.questions);
  return given.correct >= (rule?.pass ?? 0) ? ("passed" as const) : ("failed" as const);
}

async function standOf(tx: Transaction, own: Own, now: Date) {
  const { campaignId, address } = own;
  const { access } = await getAccess(tx, own);
  const questions = { campaignId, purpose: "qualification" as const, state: "live" as const };
  const available = await tx.gold.count({ where: questions });
  const latest = await tx.qualification.findFirst({
    where: { campaignId, address },
    orderBy: [{ startedAt: "desc" }, { id: "desc" }],
  });
  const rule = access.qualification && attemptRule(access.qualification, latest?.goldIds.length ?? available);
  const state = qualificationState({ rule: access.qualification, available, latest, now });
  return {
    state,
    latest,
    rule: state === "ready" && access.qualification ? attemptRule(access.qualification, available) : rule,
  };
}

/** A draft is its requester's, who may try the questions before anybody else. */
async function getAccess(tx: Transaction, { campaignId, address }: Own) {
  const isVisible = { OR: [{ state: { not: "draft" as const } }, { requester: address }] };
  const campaign = await tx.campaign.findFirst({ where: { id: campaignId, ...isVisible } });
  if (!campaign) throw notFound("campaign");
  return { access: accessSchema.parse(campaign.access), isVouched: campaign.isVouched };
}

/** As the queue's statement sees them, for the kind that they are best at. */
async function applicantOf({ campaignId, address, isVouched }: Own & { isVouched: boolean }) {
  const [member, vouched, own] = await Promise.all([
    db().member.findUnique({ where: { address } }),
    db().vouchedReputation.findMany({ where: { address } }),
    db().reputation.findMany({ where: { address, campaignId } }),
  ]);
  const counted = isVouched ? vouched : [...vouched, ...own];
  const accuracies = (own.length > 0 ? own : vouched).map(({ accuracy }) => accuracy);
  return {
    languages: member?.languages ?? [],
    isAgent: member?.isAgent ?? false,
    accepted: counted.reduce((sum, { accepted }) => sum + accepted, 0),
    accuracy: accuracies.length > 0 ? Math.max(...accuracies) : null,
    isQualified: true,
  };
}

function isOther(gap: AccessGap): gap is Exclude<AccessGap, "qualification"> {
  return gap !== "qualification";
}

function retryAt(decidedAt: Date): string {
  return new Date(decidedAt.getTime() + retryAfterMs).toISOString();
}
