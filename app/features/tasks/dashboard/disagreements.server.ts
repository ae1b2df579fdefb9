import { messagesSchema } from "#app/features/campaigns/draft.ts";
import type { TaskKind } from "#app/features/campaigns/kind-options.ts";
import type { Disagreement } from "#app/features/tasks/dashboard/disagreements.ts";
import { db } from "#app/lib/db.server.ts";

const mostShown = 10;
const fewestOfAKind = 3;

/**
 * The closed tasks whose outcome is least sure, of two answers or more; of equally unsure ones those with more answers first.
 * How sure an outcome is differs by kind, so each kind has its share. Gold is left out.
 */
export async function listDisagreements(
  campaignId: string,
  kinds: ReadonlyArray<TaskKind>,
): Promise<Array<Disagreement>> {
  const take = Math.max(fewestOfAKind, Math.floor(mostShown / Math.max(1, kinds.length)));
  const ofKinds = await Promise.all(kinds.map((kind) => leastSure({ campaignId, kind, take })));
  return ofKinds.flat().sort((left, right) => left.probability - right.probability);
}

type Wanted = { campaignId: string; kind: TaskKind; take: number };

async function leastSure({ campaignId, kind, take }: Wanted): Promise<Array<Disagreement>> {
  const tasks = await db().task.findMany({
    where: { campaignId, kind, state: "closed", goldId: null, answerCount: { gte: 2 }, outcome: { isNot: null } },
    orderBy: [{ outcome: { probability: "asc" } }, { answerCount: "desc" }, { id: "asc" }],
    take,
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
