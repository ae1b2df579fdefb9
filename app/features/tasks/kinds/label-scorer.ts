import { type LabelOptions, labelOptionsSchema } from "#app/features/campaigns/kind-options.ts";
import { labelPosterior } from "#app/features/quality/labels/label-posterior.ts";
import type { Misfit } from "#app/features/tasks/kinds/codes.ts";
import { type LabelAnswer, labelAnswerSchema } from "#app/features/tasks/kinds/label.ts";
import { type Outcome, scorerOf, undecided, type Weighed } from "#app/features/tasks/kinds/scorer.ts";
import { sharedSpans } from "#app/features/tasks/kinds/spans.ts";

/** One label: the likeliest. Several: each label for itself, as probable as the least sure of those that anybody chose. */
export const labelScorer = scorerOf({
  method: "label-posterior/1",
  schema: labelAnswerSchema,
  options: labelOptionsSchema,
  misfit: (answer, { texts, options }) => labelMisfit(answer, options) ?? spanMisfit(answer, texts[0] ?? "", options),
  outcome: (answers, { options }) => {
    const outcome = options.multiple ? severalLabels(answers, options) : oneLabel(answers, options);
    return options.spans ? { ...outcome, detail: { ...outcome.detail, spans: sharedSpans(answers) } } : outcome;
  },
  agrees: ({ labels }, result, { options }) => written(labels, options) === result,
  choice: ({ labels }, { options }) => written(labels, options),
});

function labelMisfit({ labels }: LabelAnswer, options: LabelOptions): Misfit | null {
  const known = new Set(options.labels.map(({ id }) => id));
  if (labels.some((label) => !known.has(label))) return "unknown-label";
  return labels.length > 1 && !options.multiple ? "too-many-labels" : null;
}

function spanMisfit({ labels, spans = [] }: LabelAnswer, text: string, options: LabelOptions): Misfit | null {
  if (spans.length > 0 && !options.spans) return "spans-not-asked";
  if (spans.some(({ end }) => end > text.length)) return "span-out-of-range";
  return spans.some(({ label }) => !labels.includes(label)) ? "span-label-not-chosen" : null;
}

function oneLabel(answers: ReadonlyArray<Weighed<LabelAnswer>>, { labels }: LabelOptions): Outcome {
  const places = new Map(labels.map(({ id }, place) => [id, place]));
  const votes = answers.map(({ answer, accuracy }) => ({
    label: places.get(answer.labels[0] ?? "") ?? 0,
    accuracy,
  }));
  const posterior = labelPosterior(votes, labels.length);
  const chosen = [...new Set(votes.map(({ label }) => label))].sort((left, right) => left - right);
  const probabilityOf = (place: number) => posterior[place] ?? 0;
  const best = chosen.reduce(
    (left, right) => (probabilityOf(right) > probabilityOf(left) ? right : left),
    chosen[0] ?? 0,
  );
  return {
    result: labels[best]?.id ?? undecided,
    probability: probabilityOf(best),
    detail: { labels: Object.fromEntries(chosen.map((place) => [labels[place]?.id ?? "", probabilityOf(place)])) },
  };
}

/** Who chose a label chose its parent, too: two who name different children still agree about the parent. */
function severalLabels(answers: ReadonlyArray<Weighed<LabelAnswer>>, options: LabelOptions): Outcome {
  const given = answers.map(({ answer, accuracy }) => ({ chosen: withParents(answer.labels, options), accuracy }));
  const probabilities = new Map<string, number>();
  for (const { id } of options.labels) {
    if (!given.some(({ chosen }) => chosen.has(id))) continue;
    const votes = given.map(({ chosen, accuracy }) => ({ label: chosen.has(id) ? 1 : 0, accuracy }));
    probabilities.set(id, labelPosterior(votes, 2)[1] ?? 0);
  }
  const standing = [...probabilities].filter(([, probability]) => probability > 1 / 2).map(([id]) => id);
  const surest = [...probabilities.values()].map((probability) => Math.max(probability, 1 - probability));
  return {
    result: standing.length === 0 ? undecided : written(standing, options),
    probability: standing.length === 0 ? 0 : Math.min(...surest),
    detail: { labels: Object.fromEntries(probabilities) },
  };
}

function withParents(labels: ReadonlyArray<string>, options: LabelOptions): Set<string> {
  const parents = options.labels.flatMap(({ id, parent }) => (parent && labels.includes(id) ? [parent] : []));
  return new Set([...labels, ...parents]);
}

/** The labels in the options' order; a parent is left out where a child of it is named. */
function written(labels: ReadonlyArray<string>, options: LabelOptions): string {
  const named = options.labels.filter(({ id }) => labels.includes(id));
  return named
    .filter(({ id }) => !named.some(({ parent }) => parent === id))
    .map(({ id }) => id)
    .join("+");
}
