// What becomes of samples whose sending as a whole was not taken.
export type RefusedCall = { status: number; code: string; retryAfterSeconds: number | null };

/**
 * `later`: nothing was decided, try again. `person`: the samples are kept until something was done about it, such as signing in.
 * `smaller`: too large, or one of them is wrong; they are sent in halves, and what is refused alone will not change. `never`: it will
 * not change.
 */
export type Fate = "later" | "person" | "smaller" | "never";

/** A limit on calls passes in minutes; that on samples a day says no time. */
const shortWaitSeconds = 600;

export function fateOf({ status, code, retryAfterSeconds }: RefusedCall): Fate {
  if (status === 429) return retryAfterSeconds !== null && retryAfterSeconds <= shortWaitSeconds ? "later" : "person";
  if (status === 401 || status === 403) return "person";
  if (status === 413) return "smaller";
  // Without a code of ours something between has answered, as while the site is being replaced.
  if (code === unknownCode) return "later";
  if (status === 400 || status === 422) return "smaller";
  return status === 404 || status === 409 ? "never" : "later";
}

/** Of an answer that is not in the interface's form. */
export const unknownCode = "internal-error";
