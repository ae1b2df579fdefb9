/** Why a campaign does not take a step, for programs. People read the catalogue. */
export const stepRefusals = {
  "not-funded": "Fund the campaign on the chain first, then open it.",
  "not-from-here": "The campaign is not in a state from which it can do this. Read its state first.",
};

/** Why a campaign is not changed. */
export const changeRefusals = {
  fixed:
    "These fields are fixed since the campaign was opened: leave them out. Duplicate it to ask for something else.",
  "recipe-misfit":
    "The recipe asks for a model, variants or seed prompts that the campaign does not have: change both.",
  "campaign-closed": "The campaign is closed for good. Duplicate it to go on.",
};
