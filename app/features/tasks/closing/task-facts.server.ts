// A task with what it shows and what its campaign asks of its kind: what its scorer needs, and what its answers are paid by.
import { z } from "zod";
import { type PayRule, payRules } from "#app/features/campaigns/kind-options.ts";
import type { TaskFacts } from "#app/features/tasks/kinds/scorer.ts";
import { invariant } from "#app/lib/invariant.ts";
import type { Prisma } from "#prisma/generated/client.ts";

export const withFacts = {
  campaign: { include: { kinds: true } },
  gold: true,
  samples: { orderBy: { position: "asc" }, include: { sample: { select: { text: true } } } },
} satisfies Prisma.TaskInclude;

export type TaskWithFacts = Prisma.TaskGetPayload<{ include: typeof withFacts }>;

/** An answer to it, as it stands; `accuracy` is what it weighs. */
export type GivenAnswer = { id: string; address: string; answer: unknown; accuracy: number; at: Date };

const payloadSchema = z.object({ sampleIds: z.array(z.string()).optional() });
const payRuleSchema = z.enum(payRules);

/** In the task's own order. A gold task shows its gold's texts, under ids of its own. */
export function factsOf(task: TaskWithFacts): TaskFacts {
  const { payload, gold, samples } = task;
  const { options } = kindOf(task);
  const { sampleIds: shownIds } = payloadSchema.parse(payload);
  if (gold) return { sampleIds: shownIds ?? [], texts: gold.texts, options };
  return {
    sampleIds: samples.map(({ sampleId }) => sampleId),
    shownIds,
    texts: samples.map(({ sample }) => sample.text),
    options,
  };
}

export function payRuleOf(task: TaskWithFacts): PayRule {
  return payRuleSchema.parse(kindOf(task).payRule);
}

function kindOf({ kind, campaign }: TaskWithFacts) {
  const found = campaign.kinds.find((each) => each.kind === kind);
  invariant(found, "a task's kind is one of its campaign's");
  return found;
}
