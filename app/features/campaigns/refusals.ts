/** Why a campaign does not take a step, for programs. People read the catalogue. */
export const stepRefusals = {
  "not-funded": "Fund the campaign on the chain first, then open it.",
  "not-from-here": "The campaign is not in a state from which it can do this. Read its state first.",
};
