// What verifiers' findings decide. Nobody is believed alone but for a pass that shows a run of the model, and of those one in four
// is looked at again: who says that a sample failed needs another to say so, or the server.
import type { Verdict } from "#app/features/generation/submission/sample-record.ts";

/** `ran`: it is shown that the verifier ran the model, by what another device found that it could not see. */
export type Finding = { verdict: Verdict; ran: boolean };

/** `unclear`: the server decides where it holds the model, and where it does not, nothing is held against the sample. */
export type Step = "passed" | "failed" | "ask-another" | "unclear";

type Seen = { serverHolds: boolean; looksTwice: boolean };

const mostFindings = 3;

/** @param findings of members who know nothing of each other, in any order */
export function nextStep(findings: ReadonlyArray<Finding>, { serverHolds, looksTwice }: Seen): Step {
  const [first] = findings;
  if (!first) return "ask-another";
  const isCleanPass = first.verdict === "passed" && first.ran;
  if (findings.length === 1) {
    // Nobody need wait for another member where the server can tell whether it was a run.
    if (serverHolds && first.verdict === "passed" && !first.ran) return "unclear";
    if (!isCleanPass) return "ask-another";
    if (!looksTwice) return "passed";
    return serverHolds ? "unclear" : "ask-another";
  }
  return serverHolds ? ifUnanimous(findings) : byMajority(findings);
}

/** Any doubt or disagreement is the server's to settle. */
function ifUnanimous(findings: ReadonlyArray<Finding>): Step {
  const verdicts = new Set(findings.map(({ verdict, ran }) => (ran ? verdict : "suspect")));
  if (verdicts.size !== 1 || verdicts.has("suspect")) return "unclear";
  return verdicts.has("passed") ? "passed" : "failed";
}

/** Only who ran the model has a vote, and to fail a sample takes two. */
function byMajority(findings: ReadonlyArray<Finding>): Step {
  const votes = findings.filter(({ ran }) => ran);
  const passed = votes.filter(({ verdict }) => verdict === "passed").length;
  const failed = votes.filter(({ verdict }) => verdict === "failed").length;
  if (passed > 0 && passed === votes.length) return "passed";
  if (failed > 1 && failed === votes.length) return "failed";
  if (findings.length < mostFindings) return "ask-another";
  if (passed > failed) return "passed";
  return failed > 1 ? "failed" : "unclear";
}

/** The server suspected the sample, and one member looked, too. */
export function afterServersSuspicion({ verdict, ran }: Finding): Step {
  return ran && verdict !== "suspect" ? verdict : "unclear";
}
