// What is wrong with a form, in codes that the catalogue puts into words, each at the path of its field.
import type { z } from "zod";

const customProblems = [
  ...(["plain-text", "same-id", "parent", "twice", "above-most", "not-for-kind"] as const),
  ...([
    "recipe-model",
    "recipe-variants",
    "recipe-shown",
    "recipe-greedy",
    "hub-id",
    "commit",
    "files-missing",
  ] as const),
] as const;
type ProblemCode =
  | (typeof customProblems)[number]
  | ("missing" | "long" | "few" | "many" | "number" | "least" | "most")
  | ("price" | "language" | "address" | "gold" | "bar" | "pass" | "malformed");

/** `limit`: the bound that was missed, where there is one. */
export type Problem = { path: string; code: ProblemCode; limit?: number };

export function problemsOf(error: z.ZodError): Array<Problem> {
  return error.issues.map((issue) => ({ path: issue.path.join("."), ...problemOf(issue) }));
}

/** The first problem of a field, or of what lies below it. */
export function problemAt(problems: ReadonlyArray<Problem>, path: string): Problem | undefined {
  return problems.find((problem) => problem.path === path || problem.path.startsWith(`${path}.`));
}

function problemOf(issue: z.core.$ZodIssue): Omit<Problem, "path"> {
  const field = issue.path.findLast((part) => typeof part === "string");
  if (field === "goldEvery") return { code: "gold" };
  if (field === "barPermille") return { code: "bar" };
  if (field === "pass" && issue.code === "custom") return { code: "pass" };
  switch (issue.code) {
    case "too_small":
      return tooSmall(issue);
    case "too_big":
      return tooBig(issue);
    case "invalid_type":
      return { code: issue.expected === "number" ? "number" : "missing" };
    case "invalid_format":
      return {
        code:
          field === "languages"
            ? "language"
            : field === "licenceUrl"
              ? "address"
              : String(field).endsWith("Wei")
                ? "price"
                : "malformed",
      };
    case "custom":
      return { code: customProblems.find((code) => code === issue.params?.problem) ?? "malformed" };
    default:
      return { code: "malformed" };
  }
}

function tooSmall({ origin, minimum }: z.core.$ZodIssueTooSmall): Omit<Problem, "path"> {
  if (origin === "bigint") return { code: "price" };
  if (origin === "string") return { code: "missing" };
  return { code: origin === "array" ? "few" : "least", limit: Number(minimum) };
}

function tooBig({ origin, maximum }: z.core.$ZodIssueTooBig): Omit<Problem, "path"> {
  if (origin === "string") return { code: "long", limit: Number(maximum) };
  return { code: origin === "array" ? "many" : "most", limit: Number(maximum) };
}
