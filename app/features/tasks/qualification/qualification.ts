// An attempt at a campaign's qualification: questions whose answers are known, each explained once it is answered.
import { z } from "zod";
import type { QualificationRule } from "#app/features/campaigns/access.ts";
import type { TaskKind } from "#app/features/campaigns/kind-options.ts";
import { preferAnswerSchema, withSidesSwapped } from "#app/features/tasks/kinds/prefer.ts";

/** After a failed attempt the next one waits so long: time to read the guidelines again. */
export const retryAfterMs = 86_400_000;

export const givenSchema = z.array(z.object({ answer: z.unknown(), isRight: z.boolean() }));

/** Questions of one attempt and how many must be right, where fewer are there than the requester wants. */
export function attemptRule(rule: QualificationRule, available: number): QualificationRule {
  const questions = Math.min(rule.questions, available);
  return { questions, pass: Math.min(rule.pass, questions) };
}

type Attempt = { state: "open" | "passed" | "failed"; decidedAt: Date | null };
export type QualificationState = "not-needed" | "no-questions" | "ready" | "open" | "passed" | "failed";
type Facts = { rule: QualificationRule | null; available: number; latest: Attempt | null; now: Date };

/** Where somebody stands. An attempt that was begun goes on, whatever becomes of the questions. */
export function qualificationState({ rule, available, latest, now }: Facts): QualificationState {
  if (!rule) return "not-needed";
  if (latest?.state === "passed" || latest?.state === "open") return latest.state;
  if (latest?.decidedAt && latest.decidedAt.getTime() + retryAfterMs > now.getTime()) return "failed";
  return available === 0 ? "no-questions" : "ready";
}

/** Who wrote the questions may have named the better one first in all of them. */
export function isSwapped(attemptId: string, number: number): boolean {
  const digits = attemptId.replaceAll("-", "");
  return Number.parseInt(digits[number % digits.length] ?? "0", 16) % 2 === 1;
}

/** An answer as seen with the two sides exchanged; a kind without sides is as it was. */
export function otherSides(kind: TaskKind, answer: unknown): unknown {
  if (kind !== "prefer") return answer;
  const parsed = preferAnswerSchema.safeParse(answer);
  return parsed.success ? withSidesSwapped(parsed.data) : answer;
}
