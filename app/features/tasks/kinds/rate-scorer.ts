import { type RateOptions, rateOptionsSchema } from "#app/features/campaigns/kind-options.ts";
import { type RateAnswer, rateAnswerSchema } from "#app/features/tasks/kinds/rate.ts";
import { type Outcome, scorerOf, type Weighed } from "#app/features/tasks/kinds/scorer.ts";

type Score = { score: number; accuracy: number };
type Dimension = RateOptions["dimensions"][number];
type Rated = { mean: number; probability: number; n: number; posterior: Array<number> };

/** A mean stands when the true point is likely to be no further from it than this part of the scale's length. */
const toleratedPart = 1 / 4;
/** An answer agrees when it is, on average over the dimensions, no further off than this part of the scale's length. */
const agreedPart = 1 / 6;

/** Reliability-weighted means, one a dimension; as probable as the least sure of them. */
export const rateScorer = scorerOf({
  method: "rate-mean/1",
  schema: rateAnswerSchema,
  options: rateOptionsSchema,
  misfit({ scores }, { options: { dimensions } }) {
    for (const [id, score] of Object.entries(scores)) {
      const dimension = dimensions.find((each) => each.id === id);
      if (!dimension) return "unknown-dimension";
      if (score < 1 || score > dimension.anchors.length) return "score-out-of-range";
    }
    return null;
  },
  outcome: (answers, { options }) => rateOutcome(answers, options),
  agrees: (answer, result, { options }) => isNear(answer, meansOf(result), options),
  choice: ({ scores }, { options }) => written(new Map(Object.entries(scores)), options),
});

function rateOutcome(answers: ReadonlyArray<Weighed<RateAnswer>>, options: RateOptions): Outcome {
  const rated = new Map<string, Rated>();
  for (const dimension of options.dimensions) {
    const scores = answers.flatMap(({ answer: { scores }, accuracy }) => {
      const score = scores[dimension.id];
      return score === undefined ? [] : [{ score, accuracy }];
    });
    if (scores.length > 0) rated.set(dimension.id, ratedDimension(scores, dimension));
  }
  const means = new Map([...rated].map(([id, { mean }]) => [id, mean]));
  return {
    result: written(means, options),
    probability: Math.min(...[...rated.values()].map(({ probability }) => probability)),
    detail: { dimensions: Object.fromEntries(rated) },
  };
}

/**
 * Noise falls off with the distance from the true point (a discrete Laplace distribution): a contributor names it with their
 * accuracy a, and each step further is q = (1 − a) / (1 + a) times as likely. Uniform prior over the points.
 */
function ratedDimension(scores: ReadonlyArray<Score>, { anchors }: Dimension): Rated {
  const weighed = scores.map(({ score, accuracy }) => ({ score, weight: -Math.log((1 - accuracy) / (1 + accuracy)) }));
  const total = sum(weighed.map(({ weight }) => weight));
  const mean = sum(weighed.map(({ score, weight }) => score * weight)) / total;

  const logits = anchors.map(
    (_, index) => -sum(weighed.map(({ score, weight }) => weight * Math.abs(score - index - 1))),
  );
  const largest = Math.max(...logits);
  const odds = logits.map((logit) => Math.exp(logit - largest));
  const posterior = odds.map((each) => each / sum(odds));
  const reach = (anchors.length - 1) * toleratedPart + 1e-9;
  const probability = Math.min(1, sum(posterior.filter((_, index) => Math.abs(index + 1 - mean) <= reach)));
  return { mean: rounded(mean), probability, n: scores.length, posterior };
}

/** How far the answer's points are from the means, in lengths of the scale; a dimension that is left out is half of one off. */
function isNear({ scores }: RateAnswer, means: ReadonlyMap<string, number>, { dimensions }: RateOptions): boolean {
  const distances = dimensions.flatMap(({ id, anchors }) => {
    const mean = means.get(id);
    if (mean === undefined) return [];
    const score = scores[id];
    return [score === undefined ? 1 / 2 : Math.abs(score - mean) / (anchors.length - 1)];
  });
  return sum(distances) <= distances.length * agreedPart + 1e-9;
}

/** `correct=4 tone=3.5`, in the options' order. */
function written(points: ReadonlyMap<string, number>, { dimensions }: RateOptions): string {
  return dimensions.flatMap(({ id }) => (points.has(id) ? [`${id}=${points.get(id)}`] : [])).join(" ");
}

function meansOf(result: string): Map<string, number> {
  return new Map([...result.matchAll(/([a-z0-9-]+)=([0-9.]+)/g)].map(([, id = "", mean]) => [id, Number(mean)]));
}

function rounded(mean: number): number {
  return Math.round(mean * 100) / 100;
}

function sum(values: ReadonlyArray<number>): number {
  return values.reduce((left, right) => left + right, 0);
}
