import fc from "fast-check";
import { expect, test } from "vitest";
import type { TextStyle } from "#app/features/quality/pairs/text-style.ts";
import { type ModelRatings, toModelRatings } from "#app/features/tasks/model-ratings/model-ratings.ts";
import { type ModelVote, pairsOfVote } from "#app/features/tasks/model-ratings/model-ratings-votes.ts";

type Sample = ModelVote["samples"][number];
type Made = Partial<Omit<Sample, "id">> & { model: string };

function sample(id: string, made: Made): Sample {
  return { id, revision: "1", recipe: null, temperature: "1", ...made };
}

function choice(a: Made, b: Made, answer: "a" | "b" | "tie" | "bad", contributor = "ana"): ModelVote {
  return { kind: "prefer", contributor, answer: { choice: answer }, samples: [sample("a", a), sample("b", b)] };
}

function many(count: number, vote: (contributor: string) => ModelVote): Array<ModelVote> {
  return Array.from({ length: count }, (_, index) => vote(`person ${index}`));
}

function rated(votes: ReadonlyArray<ModelVote>, styles = new Map<string, TextStyle>()): ModelRatings {
  return toModelRatings({ votes, total: votes.length, styles });
}

const [small, large] = [{ model: "small" }, { model: "large" }];

test("who is preferred is rated higher, around the average of 1,000", () => {
  const votes = [
    ...many(30, (who) => choice(small, large, "b", who)),
    ...many(10, (who) => choice(large, small, "b", who)),
    ...many(8, (who) => choice(small, large, "tie", who)),
  ];
  const { items, ...summary } = rated(votes);
  expect(items.map(({ name, wins, ties, losses }) => ({ name, wins, ties, losses }))).toEqual([
    { name: "large", wins: 30, ties: 8, losses: 10 },
    { name: "small", wins: 10, ties: 8, losses: 30 },
  ]);
  expect(summary).toMatchObject({ votes: 48, bothBad: 0, contributors: 30, explainedByLength: false });
  expect((items[0]?.rating ?? 0) + (items[1]?.rating ?? 0)).toBeCloseTo(2_000, 6);
  for (const { rating, low, high } of items) expect(low < rating && rating < high).toBe(true);
});

test("both bad says nothing of either model and is counted apart", () => {
  const decided = many(5, (who) => choice(small, large, "a", who));
  const withBad = rated([...decided, ...many(4, (who) => choice(small, large, "bad", who))]);
  expect(withBad).toMatchObject({ votes: 5, bothBad: 4 });
  expect(withBad.items).toEqual(rated(decided).items);
});

test("with one model there is nothing to compare", () => {
  expect(rated(many(5, (who) => choice(small, small, "a", who)))).toMatchObject({ items: [], votes: 0, bothBad: 0 });
  expect(rated([])).toMatchObject({ items: [], longerWins: null });
});

test("a temperature is part of the name where samples of one model were compared by it, and else not", () => {
  const [cold, warm] = [
    { model: "small", temperature: "0.2" },
    { model: "small", temperature: "1" },
  ];
  const names = (votes: ReadonlyArray<ModelVote>) => rated(votes).items.map(({ name }) => name);
  expect(names([choice(cold, warm, "a"), choice(warm, large, "b")])).toEqual(
    expect.arrayContaining(["small (temperature 0.2)", "small (temperature 1)", "large"]),
  );
  expect(names([choice(cold, large, "a"), choice(warm, large, "b")]).sort()).toEqual(["large", "small"]);
});

test("a recipe that was compared is part of the name, and is told apart in the item", () => {
  const { items } = rated([choice({ model: "small", recipe: "steps" }, small, "a")]);
  expect(items).toMatchObject([
    { name: "small (recipe steps)", recipe: "steps" },
    { name: "small", recipe: null },
  ]);
});

test("a ranking is each of its pairs: tiers, ties, what is unacceptable, nothing of what is left out", () => {
  const made = ["w", "x", "y", "z", "left out", "twin of w"];
  const samples = made.map((model) => sample(model, { model: model === "twin of w" ? "w" : model }));
  const answer = { tiers: [["w", "twin of w"], ["x"]], unacceptable: ["y", "z"] };
  const pairs = pairsOfVote({ kind: "rank", contributor: "ana", answer, samples });
  expect(pairs.map(({ left, right, result }) => `${left.id} ${right.id} ${result}`)).toEqual([
    ...["w x left", "w y left", "w z left"],
    ...["twin of w x left", "twin of w y left", "twin of w z left"],
    ...["x y left", "x z left", "y z bad"],
  ]);
});

test("when the longer text wins whoever wrote it, the warning is given", () => {
  const styles = new Map([
    ["a", { length: 900 }],
    ["b", { length: 100 }],
  ]);
  const votes = [
    ...many(60, (who) => choice(small, large, "a", who)),
    ...many(60, (who) => choice(large, small, "a", who)),
    ...many(6, (who) => choice(large, small, "b", who)),
  ];
  const { explainedByLength, longerWins } = rated(votes, styles);
  expect(explainedByLength).toBe(true);
  expect(longerWins).toMatchObject({ votes: 126 });
  expect(longerWins?.share).toBeCloseTo(120 / 126, 12);
});

test("contenders that were never joined by a comparison stand in groups of their own", () => {
  const { items } = rated([choice(small, large, "a"), choice({ model: "x" }, { model: "y" }, "b")]);
  expect(new Set(items.map(({ group }) => group)).size).toBe(2);
});

test("the order of the votes and the side on which a sample stands do not matter", () => {
  const model = fc.constantFrom("p", "q", "r").map((name) => ({ model: name }));
  const vote = fc.tuple(model, model, fc.constantFrom("a" as const, "b" as const, "tie" as const, "bad" as const));
  const turned = { a: "b", b: "a", tie: "tie", bad: "bad" } as const;
  fc.assert(
    fc.property(fc.array(vote, { maxLength: 40 }), (votes) => {
      const forward = rated(votes.map(([left, right, answer]) => choice(left, right, answer)));
      const backward = rated(votes.map(([left, right, answer]) => choice(right, left, turned[answer])).toReversed());
      expect(backward.votes).toBe(forward.votes);
      const ratingsOf = ({ items }: ModelRatings) => new Map(items.map((item) => [item.name, item]));
      for (const [name, { rating, votes: count }] of ratingsOf(forward)) {
        const other = ratingsOf(backward).get(name);
        expect(other?.votes).toBe(count);
        expect(other?.rating).toBeCloseTo(rating, 6);
      }
    }),
    { numRuns: 50 },
  );
});
