// Edits that are nearly another sample of the prompt: a reviewer looks at them. Their pay does not change by it.
import { randomUUID } from "node:crypto";
import { factsOf, type GivenAnswer, type TaskWithFacts } from "#app/features/tasks/closing/task-facts.server.ts";
import { editAnswerSchema } from "#app/features/tasks/kinds/edit.ts";
import { isNearCopy } from "#app/features/tasks/kinds/words.ts";
import type { Transaction } from "#app/lib/db.server.ts";

export async function reportPastedEdits(
  tx: Transaction,
  task: TaskWithFacts,
  answers: ReadonlyArray<GivenAnswer>,
): Promise<void> {
  if (task.kind !== "edit" || !task.promptId || answers.length === 0) return;
  const { sampleIds, texts } = factsOf(task);
  const others = await tx.sample.findMany({
    where: { promptId: task.promptId, id: { notIn: [...sampleIds] } },
    select: { id: true, text: true },
  });
  // What was shown may itself be nearly the same as another sample: then being near that one says nothing.
  const telling = others.filter(({ text }) => !texts.some((shown) => isNearCopy(shown, text)));

  for (const { id, answer } of answers) {
    const { text } = editAnswerSchema.parse(answer);
    const copied = telling.find((sample) => isNearCopy(text, sample.text));
    if (copied) await report(tx, { answerId: id, sampleId: copied.id, campaignId: task.campaignId });
  }
}

type Copied = { answerId: string; sampleId: string; campaignId: string };

async function report(tx: Transaction, { answerId, sampleId, campaignId }: Copied): Promise<void> {
  const what = { subject: "answer", ref: answerId, reporter: "site", reason: "pasted-model-output" };
  await tx.report.create({ data: { id: randomUUID(), campaignId, ...what, evidence: { sampleId } } });
}
