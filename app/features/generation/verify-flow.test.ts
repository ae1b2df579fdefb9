import { expect, test } from "vitest";
import { afterFirst, afterSecond, afterServersSuspicion, type Finding } from "#app/features/generation/verify-flow.ts";

const verdicts = ["passed", "suspect", "failed"] as const;
const all: Array<Finding> = verdicts.flatMap((verdict) => [true, false].map((ran) => ({ verdict, ran })));

test("one verifier alone decides only by a pass that shows a run of the model", () => {
  expect(all.filter((finding) => afterFirst(finding) !== "ask-second")).toEqual([{ verdict: "passed", ran: true }]);
});

const pairs = all.flatMap((first) =>
  all.flatMap((second) =>
    [true, false].flatMap((areAlike) => [true, false].map((serverHolds) => ({ first, second, areAlike, serverHolds }))),
  ),
);

test("two colluders pass nothing without a run of the model", () => {
  for (const two of pairs) if (!two.second.ran) expect(afterSecond(two)).not.toBe("passed");
});

test("a sample fails only by two who found the same, and where the server can look, only by a run of the model", () => {
  for (const two of pairs) {
    const { first, second, areAlike, serverHolds } = two;
    const bothFail = first.verdict === "failed" && second.verdict === "failed";
    expect(afterSecond(two) === "failed").toBe(areAlike && bothFail && (second.ran || !serverHolds));
  }
});

test("after the server's suspicion a member decides who ran the model and is sure", () => {
  expect(afterServersSuspicion({ verdict: "passed", ran: true })).toBe("passed");
  expect(afterServersSuspicion({ verdict: "failed", ran: true })).toBe("failed");
  expect(afterServersSuspicion({ verdict: "suspect", ran: true })).toBe("unclear");
  expect(afterServersSuspicion({ verdict: "passed", ran: false })).toBe("unclear");
});
