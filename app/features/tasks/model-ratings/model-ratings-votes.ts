// What an answer says of the contenders whose samples it compared.
import { z } from "zod";
import type { Comparison } from "#app/features/quality/pairs/comparisons.ts";
import { preferAnswerSchema } from "#app/features/tasks/kinds/prefer.ts";
import { type RankAnswer, rankAnswerSchema } from "#app/features/tasks/kinds/rank.ts";

/** A sample and what it was made with. */
const comparedSampleSchema = z.object({
  ...{ id: z.string(), model: z.string(), revision: z.string() },
  ...{ recipe: z.string().nullable(), temperature: z.string().nullable() },
});
export type ComparedSample = z.infer<typeof comparedSampleSchema>;

const votedOn = { contributor: z.string(), samples: z.array(comparedSampleSchema).min(2) };

/** One person's answer to a closed task of which at least two samples were made differently; in the task's order. */
export const modelVoteSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("prefer"), answer: preferAnswerSchema, ...votedOn }),
  z.object({ kind: z.literal("rank"), answer: rankAnswerSchema, ...votedOn }),
]);
export type ModelVote = z.infer<typeof modelVoteSchema>;

/** Two samples and which of them somebody found better; `bad`: neither is of use, which says nothing of the one or the other. */
export type ComparedPair = {
  left: ComparedSample;
  right: ComparedSample;
  result: Comparison["result"] | "bad";
  contributor: string;
};

/** The pairs of an answer whose samples were made differently: one of a choice, each pair of a ranking. */
export function pairsOfVote(vote: ModelVote): Array<ComparedPair> {
  const pairs = vote.kind === "prefer" ? pairsOfChoice(vote) : pairsOfRanking(vote);
  return pairs.filter(({ left, right }) => madeWith(left) !== madeWith(right));
}

const resultOfChoice = { a: "left", b: "right", tie: "tie", bad: "bad" } as const;

function pairsOfChoice({ answer, samples, contributor }: Extract<ModelVote, { kind: "prefer" }>): Array<ComparedPair> {
  const [left, right] = samples;
  return left && right ? [{ left, right, result: resultOfChoice[answer.choice], contributor }] : [];
}

/** A higher tier beats a lower one, one tier ties; what is unacceptable loses to all that is ranked. What is left out says nothing. */
function pairsOfRanking({ answer, samples, contributor }: Extract<ModelVote, { kind: "rank" }>): Array<ComparedPair> {
  const placed = placesOf(answer).flatMap(({ id, place }) => {
    const sample = samples.find((shown) => shown.id === id);
    return sample ? [{ sample, place }] : [];
  });
  return placed.flatMap((left, index) =>
    placed.slice(index + 1).map((right) => {
      const result = resultOfPlaces(left.place, right.place);
      return { left: left.sample, right: right.sample, result, contributor };
    }),
  );
}

function placesOf({ tiers, unacceptable = [] }: RankAnswer): Array<{ id: string; place: number }> {
  const ranked = tiers.flatMap((tier, place) => tier.map((id) => ({ id, place })));
  return [...ranked, ...unacceptable.map((id) => ({ id, place: Number.POSITIVE_INFINITY }))];
}

function resultOfPlaces(left: number, right: number): ComparedPair["result"] {
  if (left === right) return Number.isFinite(left) ? "tie" : "bad";
  return left < right ? "left" : "right";
}

function madeWith({ model, revision, recipe, temperature }: ComparedSample): string {
  return JSON.stringify([model, revision, recipe, temperature]);
}
