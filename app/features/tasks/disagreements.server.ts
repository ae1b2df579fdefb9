import { messagesSchema } from "#app/features/campaigns/draft.ts";
import type { TaskKind } from "#app/features/campaigns/kind-options.ts";
import type { Disagreement } from "#app/features/tasks/disagreements.ts";
import { db } from "#app/lib/db.server.ts";

export const mostDisagreements = 10;

/**
 * The closed tasks whose outcome is least sure, of two answers or more; of equally unsure ones those with more answers first.
 * Texts written anew can't disagree, so `edit` is left out, and so is gold.
 */
export async function listDisagreements(campaignId: string, kind: TaskKind | null): Promise<Array<Disagreement>> {
  const tasks = await db().task.findMany({
    where: {
      campaignId,
      ...{ state: "closed", goldId: null, answerCount: { gte: 2 }, outcome: { isNot: null } },
      kind: kind ?? { not: "edit" },
    },
    orderBy: [{ outcome: { probability: "asc" } }, { answerCount: "desc" }, { id: "asc" }],
    take: mostDisagreements,
    include: {
      prompt: { select: { messages: true } },
      samples: { orderBy: { position: "asc" }, select: { sample: { select: { id: true, text: true } } } },
      answers: {
        orderBy: [{ createdAt: "asc" }, { id: "asc" }],
        select: { address: true, answer: true, flag: true, isPaid: true },
      },
      outcome: true,
    },
  });
  return tasks.map(({ id: taskId, prompt, samples, outcome, answers, ...task }) => ({
    ...{ taskId, kind: task.kind, language: task.language, answers },
    messages: messagesSchema.parse(prompt?.messages ?? []),
    samples: samples.map(({ sample }) => sample),
    result: outcome?.result ?? "",
    probability: outcome?.probability ?? 0,
  }));
}
