// The questions of an attempt as they are shown, and what is told once they are answered.
import { z } from "zod";
import { messageSchema } from "#app/features/campaigns/draft.ts";
import type { TaskFacts } from "#app/features/tasks/kinds/scorer.ts";
import { givenSchema, isSwapped, otherSides } from "#app/features/tasks/qualification/qualification.ts";
import type { ExplainedQuestion, QualificationQuestion } from "#app/features/tasks/qualification/qualification-api.ts";
import { db, type Transaction } from "#app/lib/db.server.ts";
import type { Gold, Qualification } from "#prisma/generated/client.ts";

export type Question = { number: number; gold: Gold; options: Record<string, unknown>; areSidesSwapped: boolean };

const optionsSchema = z.record(z.string(), z.unknown());

/** In the attempt's order. One whose gold is gone is left out. */
export async function listQuestions(attempt: Qualification, tx: Transaction = db()): Promise<Array<Question>> {
  const golds = await tx.gold.findMany({ where: { id: { in: attempt.goldIds } } });
  const kinds = await tx.campaignKind.findMany({ where: { campaignId: attempt.campaignId } });
  return attempt.goldIds.flatMap((id, number) => {
    const gold = golds.find((each) => each.id === id);
    const asked = kinds.find(({ kind }) => kind === gold?.kind);
    if (!gold || !asked) return [];
    return [
      { number, gold, options: optionsSchema.parse(asked.options), areSidesSwapped: isSwapped(attempt.id, number) },
    ];
  });
}

/** A question's samples are named by their place, as what is known of them names them. */
export function factsOfQuestion({ gold, options }: Question): TaskFacts {
  return { sampleIds: gold.texts.map((_, place) => String(place)), texts: gold.texts, options };
}

export function shownQuestion(question: Question): QualificationQuestion {
  const { number, gold, options, areSidesSwapped } = question;
  const samples = gold.texts.map((text, place) => ({ id: String(place), text }));
  return {
    ...{ number, kind: gold.kind, options },
    prompt: { messages: z.array(messageSchema).parse(gold.messages) },
    samples: areSidesSwapped ? samples.toReversed() : samples,
  };
}

/** What was answered so far, each as it was shown. */
export function explainedQuestions(
  attempt: Qualification,
  questions: ReadonlyArray<Question>,
): Array<ExplainedQuestion> {
  const given = givenSchema.parse(attempt.answers);
  return questions.flatMap((question) => {
    const own = given[question.number];
    if (!own) return [];
    const { gold, areSidesSwapped } = question;
    const asShown = (answer: unknown) => (areSidesSwapped ? otherSides(gold.kind, answer) : answer);
    return [
      {
        ...shownQuestion(question),
        ...{ isRight: own.isRight, given: asShown(own.answer), known: asShown(gold.outcome) },
        explanation: gold.explanation,
      },
    ];
  });
}
