type Refusal = { status: number; code: string; message: string };

const dailyLimit: Refusal = {
  status: 429,
  code: "rate-limited",
  message: "You have sent the most samples that a member may send in a day. Come back tomorrow.",
};

/** What a refused call of this area says, and with which status. */
export const leaseRefusals = {
  "campaign-unknown": {
    status: 404,
    code: "not-found",
    message: "There is no such campaign, or it is not yours. Check the address you asked for.",
  },
  "campaign-not-live": {
    status: 409,
    code: "campaign-not-live",
    message: "This campaign takes no samples now. Choose a live one.",
  },
  "own-campaign": {
    status: 409,
    code: "own-campaign",
    message: "You pay for this campaign, so somebody else has to write for it. Choose another.",
  },
  "model-not-wanted": {
    status: 409,
    code: "model-not-wanted",
    message: "This campaign wants none of these models. Ask for one that it lists.",
  },
  "daily-limit": dailyLimit,
} satisfies Record<string, Refusal>;

export const submitRefusals = {
  "lease-unknown": {
    status: 404,
    code: "not-found",
    message: "There is no such lease, or it is not yours. Lease prompts first.",
  },
  "dtype-mismatch": {
    status: 409,
    code: "dtype-mismatch",
    message: "The samples are of another form of the model than was leased. Draw them with the leased one.",
  },
  "daily-limit": dailyLimit,
} satisfies Record<string, Refusal>;

export const replayLeaseRefusals = {
  "daily-limit": {
    status: 429,
    code: "rate-limited",
    message: "You have verified the most samples that a member may verify in a day. Come back tomorrow.",
  },
  "disagrees-too-often": {
    status: 409,
    code: "disagrees-too-often",
    message:
      "Most of what you found in the last seven days differs from what was decided. Your device may compute wrongly: try another, in some days.",
  },
} satisfies Record<string, Refusal>;
