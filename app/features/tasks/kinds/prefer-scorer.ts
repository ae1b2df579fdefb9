import { preferOptionsSchema } from "#app/features/campaigns/kind-options.ts";
import { labelPosterior } from "#app/features/quality/labels/label-posterior.ts";
import { preferResults } from "#app/features/quality/prefer-posterior.ts";
import { type PreferAnswer, preferAnswerSchema } from "#app/features/tasks/kinds/prefer.ts";
import { type Outcome, scorerOf, type Weighed } from "#app/features/tasks/kinds/scorer.ts";

/** The likeliest of the four results, by what each contributor's accuracy makes of their choice. */
export const preferScorer = scorerOf({
  method: "prefer-posterior/2",
  schema: preferAnswerSchema,
  options: preferOptionsSchema,
  misfit: () => null,
  outcome: preferOutcome,
  agrees: ({ choice }, result) => choice === result,
  choice: ({ choice }) => choice,
});

function preferOutcome(answers: ReadonlyArray<Weighed<PreferAnswer>>): Outcome {
  const votes = answers.map(({ answer, accuracy }) => ({ label: preferResults.indexOf(answer.choice), accuracy }));
  const posterior = labelPosterior(votes, preferResults.length);
  let best = 0;
  for (let label = 1; label < posterior.length; label++)
    if ((posterior[label] ?? 0) > (posterior[best] ?? 0)) best = label;
  return {
    result: preferResults[best] ?? "tie",
    probability: posterior[best] ?? 0,
    detail: {
      posterior: Object.fromEntries(preferResults.map((result, label) => [result, posterior[label] ?? 0])),
      strength: meanStrength(answers, preferResults[best]),
    },
  };
}

/** How much better, as those who chose the same say; null where nobody did. */
function meanStrength(answers: ReadonlyArray<Weighed<PreferAnswer>>, result: string | undefined): number | null {
  const given = answers.flatMap(({ answer }) =>
    answer.choice === result && answer.strength !== undefined ? [Number(answer.strength)] : [],
  );
  return given.length === 0 ? null : given.reduce((left, right) => left + right, 0) / given.length;
}
