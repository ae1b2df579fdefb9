/** What a refused call of this area says, and with which status. */
export const leaseRefusals = {
  "campaign-unknown": [
    404,
    "not-found",
    "There is no such campaign, or it is not yours. Check the address you asked for.",
  ],
  "campaign-not-live": [409, "campaign-not-live", "This campaign takes no samples now. Choose a live one."],
  "own-campaign": [
    409,
    "own-campaign",
    "You pay for this campaign, so somebody else has to write for it. Choose another.",
  ],
  "model-not-wanted": [409, "model-not-wanted", "This campaign wants none of these models. Ask for one that it lists."],
  "daily-limit": [
    429,
    "rate-limited",
    "You have sent the most samples that a member may send in a day. Come back tomorrow.",
  ],
} as const;

export const submitRefusals = {
  "lease-unknown": [404, "not-found", "There is no such lease, or it is not yours. Lease prompts first."],
  "dtype-mismatch": [
    409,
    "dtype-mismatch",
    "The samples are of another form of the model than was leased. Draw them with the leased one.",
  ],
  "daily-limit": leaseRefusals["daily-limit"],
} as const;
