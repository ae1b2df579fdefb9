// When a task closes, and which of its answers are paid. All of it is pure: the job only carries it out.
import { goldBar, labelOptionsSchema, type PayRule, type TaskKind } from "#app/features/campaigns/kind-options.ts";
import type { Reason } from "#app/features/ledger/reasons.ts";
import { assumedAccuracy, preferResults } from "#app/features/quality/prefer-posterior.ts";
import { belowBar } from "#app/features/quality/reputation.ts";
import { type Outcome, type TaskFacts, undecided, type Weighed } from "#app/features/tasks/kinds/scorer.ts";
import { scorers } from "#app/features/tasks/kinds.ts";
import { taskPriority } from "#app/features/tasks/queue/task-priority.ts";
import { assertNever } from "#app/lib/invariant.ts";

/** An answer can be changed for this long after the last one, even if that one decided the task. */
export const changeGraceMs = 5_000;

/** One answer decides a gold task. Closing at once each time it would tell what it is: it waits, at times as long as this. */
export const mostGoldWaitMs = 1_800_000;

/** How long a task waits after its last answer. @param seed the task's, which nobody is shown: below 2³² */
export function graceMsOf({ goldId, seed }: { goldId: string | null; seed: bigint }): number {
  if (goldId === null) return changeGraceMs;
  const part = Number(seed) / 2 ** 32;
  return changeGraceMs + Math.floor(part * part * (mostGoldWaitMs - changeGraceMs));
}

/** Changing an answer puts the closing off for no longer than this after it was given. */
const mostPutOffMs = 60_000;

/** When an answer was given or changed, as far as closing waits for it. */
export function settledFrom({ createdAt, updatedAt }: { createdAt: Date; updatedAt: Date }): Date {
  return new Date(Math.min(updatedAt.getTime(), createdAt.getTime() + mostPutOffMs));
}

/** Nobody's answer counts against itself, and nobody's decides alone at a bar of 0.975. */
const leastAccuracy = 0.55;
const mostAccuracy = 0.97;

/** What an answer weighs: its contributor's estimated accuracy within bounds; a newcomer's is assumed. */
export function answerAccuracy(reputation: { accuracy: number } | null): number {
  const accuracy = reputation?.accuracy ?? assumedAccuracy;
  return Math.min(mostAccuracy, Math.max(leastAccuracy, accuracy));
}

type Rule = { kind: TaskKind; answersMin: number; answersMax: number; barPermille: number };

/** The bar or the most answers is reached: no new lease is given. */
export function isDecided(answers: ReadonlyArray<Weighed<unknown>>, task: TaskFacts, rule: Rule): boolean {
  if (answers.length >= rule.answersMax) return true;
  if (answers.length < rule.answersMin) return false;
  return scorers[rule.kind].outcome(answers, task, rule.barPermille).result !== undecided;
}

/** Fresh until the least answers are in; then by how much one more answer is expected to tell. */
export function priorityOf(answers: ReadonlyArray<Weighed<unknown>>, task: TaskFacts, rule: Rule): number {
  if (answers.length < rule.answersMin) return 0;
  const { probability } = scorers[rule.kind].outcome(answers, task, rule.barPermille);
  return taskPriority({ probability, alternatives: alternativesOf(rule.kind, task) });
}

/** How many results there can be; where it is no choice among some, right or not. */
function alternativesOf(kind: TaskKind, { options }: TaskFacts): number {
  if (kind === "prefer") return preferResults.length;
  if (kind !== "label") return 2;
  const { labels, multiple } = labelOptionsSchema.parse(options);
  return multiple ? 2 : labels.length;
}

type Judged = { kind: TaskKind; payRule: PayRule; task: TaskFacts; outcome: Pick<Outcome, "result"> };
/** Gold answers of a contributor in the task's campaign and kind. */
export type GoldRecord = { goldCorrect: number; goldTotal: number };

/**
 * Why an answer is not paid; null when it is. `agreement/1`: an answer equal to the outcome is paid; of an undecided task, every
 * one is. `gold/1`: every answer is paid unless its contributor's gold accuracy is below the bar with 95 % confidence.
 */
export function unpaidReason(
  answer: unknown,
  gold: GoldRecord,
  { kind, payRule, task, outcome }: Judged,
): Reason | null {
  switch (payRule) {
    case "agreement/1":
      if (outcome.result === undecided || scorers[kind].agrees(answer, outcome.result, task)) return null;
      return "disagrees-with-outcome";
    case "gold/1":
      return belowBar(gold.goldCorrect, gold.goldTotal, goldBar) ? "gold-below-bar" : null;
    default:
      return assertNever(payRule);
  }
}

export type ClosingStep = { step: "open" } | { step: "wait"; until: Date } | { step: "close" };

type Standing = {
  /** Decided, or its campaign is closed: nobody is given this task any more. */
  isEnding: boolean;
  /** Expiries of the leases that are neither answered nor skipped. */
  leasesUntil: ReadonlyArray<Date>;
  lastAnswerAt: Date | null;
  graceMs: number;
  now: Date;
};

/** Closes only when nobody who holds the task could still answer it, nor change the last answer. */
export function closingStep({ isEnding, leasesUntil, lastAnswerAt, graceMs, now }: Standing): ClosingStep {
  if (!isEnding) return { step: "open" };
  const graceUntil = (lastAnswerAt?.getTime() ?? 0) + graceMs;
  const until = Math.max(graceUntil, ...leasesUntil.map((lease) => lease.getTime()));
  return until > now.getTime() ? { step: "wait", until: new Date(until) } : { step: "close" };
}
