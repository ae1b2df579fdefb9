// What becomes of samples whose sending as a whole was not taken.
export type RefusedCall = { status: number; code: string; retryAfterSeconds: number | null };

/**
 * `later`: nothing was decided, try again. `person`: the samples are kept until something was done about it, such as signing in.
 * `never`: it will not change.
 */
export type Fate = "later" | "person" | "never";

/** A limit on calls passes in minutes; that on samples a day says no time. */
const shortWaitSeconds = 600;

export function fateOf({ status, retryAfterSeconds }: RefusedCall): Fate {
  if (status === 429) return retryAfterSeconds !== null && retryAfterSeconds <= shortWaitSeconds ? "later" : "person";
  if (status === 401 || status === 403) return "person";
  return [400, 404, 409, 413, 422].includes(status) ? "never" : "later";
}
