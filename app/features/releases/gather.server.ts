import { z } from "zod";
import { messagesSchema } from "#app/features/campaigns/draft.ts";
import { preferResults } from "#app/features/quality/prefer-posterior.ts";
import type { JudgedSample, JudgedTask } from "#app/features/releases/judged-task.ts";
import { preferAnswerSchema } from "#app/features/tasks/kinds/prefer.ts";
import { db } from "#app/lib/db.server.ts";
import { invariant } from "#app/lib/invariant.ts";
import type { Sample } from "#prisma/generated/client.ts";

const resultSchema = z.enum([...preferResults, "undecided"]);
const provenanceSchema = z.record(z.string(), z.unknown());

/** What an audit took back is no part of a release: neither the answer, nor a comparison of the sample. */
const stands = { OR: [{ reason: null }, { reason: { not: "overturned-by-audit" } }] };

/** The campaign's closed comparisons, in the order of its prompts and their samples: the same rows, the same file. */
export async function closedComparisons(campaignId: string): Promise<Array<JudgedTask>> {
  const tasks = await db().task.findMany({
    where: {
      campaignId,
      state: "closed",
      kind: "prefer",
      outcome: { isNot: null },
      samples: { every: { sample: { state: "accepted" } } },
    },
    include: {
      prompt: { select: { messages: true, language: true, position: true } },
      samples: { orderBy: { position: "asc" }, include: { sample: true } },
      answers: { where: stands, orderBy: { id: "asc" } },
      outcome: true,
    },
  });
  const ordered = tasks
    .flatMap(({ prompt, promptId, ...task }) => (prompt && promptId ? [{ ...task, prompt, promptId }] : []))
    .map((task) => ({ task, slots: task.samples.map(({ sample }) => sample.slot) }))
    .sort(
      (left, right) =>
        left.task.prompt.position - right.task.prompt.position ||
        (left.task.promptId < right.task.promptId ? -1 : left.task.promptId > right.task.promptId ? 1 : 0) ||
        (left.slots[0] ?? 0) - (right.slots[0] ?? 0) ||
        (left.slots[1] ?? 0) - (right.slots[1] ?? 0),
    );
  return ordered.map(({ task }) => {
    const [a, b] = task.samples.map(({ sample }) => sample);
    invariant(a && b && task.outcome, "a closed comparison has two samples and an outcome");
    return {
      id: task.id,
      promptId: task.promptId,
      messages: messagesSchema.parse(task.prompt.messages),
      language: task.prompt.language,
      a: toJudgedSample(a),
      b: toJudgedSample(b),
      result: resultSchema.parse(task.outcome.result),
      probability: task.outcome.probability,
      answers: task.answers.map(({ address, answer, flag }) => ({
        address,
        choice: preferAnswerSchema.parse(answer).choice,
        isFlagged: flag !== null,
      })),
    };
  });
}

function toJudgedSample({ id, text, address, seed, provenance }: Sample): JudgedSample {
  return { id, text, address, seed: Number(seed), provenance: provenanceSchema.parse(provenance) };
}
