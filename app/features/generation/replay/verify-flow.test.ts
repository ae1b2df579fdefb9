import { expect, test } from "vitest";
import { afterServersSuspicion, type Finding, nextStep } from "#app/features/generation/replay/verify-flow.ts";

const verdicts = ["passed", "suspect", "failed"] as const;
const all: Array<Finding> = verdicts.flatMap((verdict) => [true, false].map((ran) => ({ verdict, ran })));
const held = { serverHolds: true, looksTwice: false };
const unheld = { serverHolds: false, looksTwice: false };
const pass: Finding = { verdict: "passed", ran: true };
const fail: Finding = { verdict: "failed", ran: true };
const two = all.flatMap((first) => all.map((second) => [first, second]));
const three = two.flatMap((pair) => all.map((third) => [...pair, third]));

test("one verifier alone decides only by a pass that shows a run of the model", () => {
  for (const where of [held, unheld]) {
    const deciding = all.filter((finding) => ["passed", "failed"].includes(nextStep([finding], where)));
    expect(deciding).toEqual([pass]);
  }
});

test("a pass that shows no run is the server's to settle where it can, else another member's", () => {
  expect(nextStep([{ verdict: "passed", ran: false }], held)).toBe("unclear");
  expect(nextStep([{ verdict: "passed", ran: false }], unheld)).toBe("ask-another");
  for (const verdict of ["suspect", "failed"] as const)
    expect(nextStep([{ verdict, ran: false }], held)).toBe("ask-another");
});

test("a pass that is looked at twice goes to the server, or to another member", () => {
  expect(nextStep([pass], { ...held, looksTwice: true })).toBe("unclear");
  expect(nextStep([pass], { ...unheld, looksTwice: true })).toBe("ask-another");
});

test("where the server can look, members decide only when all of them ran the model and agree", () => {
  for (const findings of [...two, ...three]) {
    const isUnanimous = findings.every(
      ({ ran, verdict }) => ran && verdict === findings[0]?.verdict && verdict !== "suspect",
    );
    const step = nextStep(findings, held);
    expect(step).toBe(isUnanimous ? findings[0]?.verdict : "unclear");
  }
});

test("who did not run the model has no vote", () => {
  for (const findings of [...two, ...three]) {
    if (findings.some(({ ran }) => ran)) continue;
    expect(nextStep(findings, unheld)).toBe(findings.length < 3 ? "ask-another" : "unclear");
  }
});

test("to fail a sample takes two who ran the model, and more than pass it", () => {
  for (const findings of [...two, ...three]) {
    if (nextStep(findings, unheld) !== "failed") continue;
    const votes = (verdict: string) => findings.filter((finding) => finding.ran && finding.verdict === verdict).length;
    expect(votes("failed")).toBeGreaterThan(1);
    expect(votes("failed")).toBeGreaterThan(votes("passed"));
  }
});

test("two who disagree are settled by a third, and after three it ends", () => {
  expect(nextStep([pass, fail], unheld)).toBe("ask-another");
  expect(nextStep([pass, fail, fail], unheld)).toBe("failed");
  expect(nextStep([pass, fail, pass], unheld)).toBe("passed");
  expect(nextStep([pass, fail, { verdict: "suspect", ran: true }], unheld)).toBe("unclear");
  for (const findings of three) expect(nextStep(findings, unheld)).not.toBe("ask-another");
});

test("the order of findings does not matter once there are two", () => {
  for (const findings of [...two, ...three])
    for (const where of [held, unheld])
      expect(nextStep([...findings].reverse(), where)).toBe(nextStep(findings, where));
});

test("after the server's suspicion a member decides who ran the model and is sure", () => {
  expect(afterServersSuspicion(pass)).toBe("passed");
  expect(afterServersSuspicion(fail)).toBe("failed");
  expect(afterServersSuspicion({ verdict: "suspect", ran: true })).toBe("unclear");
  expect(afterServersSuspicion({ verdict: "passed", ran: false })).toBe("unclear");
});
