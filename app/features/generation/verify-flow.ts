// What verifiers' findings decide. Nobody is believed alone but for a pass that shows a run of the model: who says that a sample
// failed needs another to say so, or the server.
import type { Verdict } from "#app/features/generation/sample-record.ts";

/** `ran`: what it found is what another device found that it could not see; so it ran the model. */
export type Finding = { verdict: Verdict; ran: boolean };

/** `unclear`: the server decides where it holds the model, and where it does not, nothing is held against the sample. */
export type Step = "passed" | "failed" | "ask-second" | "unclear";

export function afterFirst({ verdict, ran }: Finding): Step {
  return verdict === "passed" && ran ? "passed" : "ask-second";
}

/** The server suspected the sample, and one member looked, too. */
export function afterServersSuspicion({ verdict, ran }: Finding): Step {
  return ran && verdict !== "suspect" ? verdict : "unclear";
}

type Two = { first: Finding; second: Finding; areAlike: boolean; serverHolds: boolean };

/**
 * Two who agree in what they found may have agreed before they looked: shown no run of the model, they can't pass a sample, and
 * fail one only where the server can't look itself.
 * @param areAlike whether the two found the same, neither shown the other's; `serverHolds`: whether the server has the model
 */
export function afterSecond({ first, second, areAlike, serverHolds }: Two): Step {
  if (second.verdict === "passed" && second.ran) return "passed";
  const bothFail = areAlike && first.verdict === "failed" && second.verdict === "failed";
  return bothFail && (second.ran || !serverHolds) ? "failed" : "unclear";
}
