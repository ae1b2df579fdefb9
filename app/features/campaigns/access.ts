// Who may take part in a campaign. The form draws it, the queue's statement holds it, and a member is told what they lack.
import { z } from "zod";

export const qualificationRuleSchema = z
  .strictObject({
    /** Questions of one attempt, drawn from the campaign's questions with purpose `qualification`. */
    questions: z.number().int().min(1).max(20),
    /** How many of them must be right. */
    pass: z.number().int().min(1).max(20),
  })
  .refine(({ questions, pass }) => pass <= questions, { path: ["pass"], message: "more than there are questions" });
export type QualificationRule = z.infer<typeof qualificationRuleSchema>;

export const accessSchema = z.strictObject({
  /** Languages that a contributor must read, all of them. Who has named none reads every one. */
  languages: z
    .array(z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/))
    .max(20)
    .default([]),
  /** Accepted answers, in this campaign and in those that the operator vouches for. */
  leastAccepted: z.number().int().min(0).max(100_000).default(0),
  /** Estimated accuracy in the kind, in thousandths. 0: a newcomer may take part. */
  leastAccuracyPermille: z.number().int().min(0).max(990).default(0),
  qualification: qualificationRuleSchema.nullable().default(null),
  /** Whether programs may take part. */
  agents: z.boolean().default(true),
});
export type Access = z.infer<typeof accessSchema>;

export type Applicant = {
  /** What they read; none: every language. */
  languages: ReadonlyArray<string>;
  isAgent: boolean;
  accepted: number;
  /** 0 to 1; null before anything is known. */
  accuracy: number | null;
  isQualified: boolean;
};

export type AccessGap = "agents" | "language" | "accepted" | "accuracy" | "qualification";

/** What keeps somebody from taking part; nothing: they may. */
export function accessGaps(access: Access, member: Applicant): Array<AccessGap> {
  const gaps: Array<AccessGap> = [];
  if (member.isAgent && !access.agents) gaps.push("agents");
  if (access.languages.some((language) => !readsLanguage(member.languages, language))) gaps.push("language");
  if (member.accepted < access.leastAccepted) gaps.push("accepted");
  if ((member.accuracy ?? 0) * 1_000 < access.leastAccuracyPermille) gaps.push("accuracy");
  if (access.qualification && !member.isQualified) gaps.push("qualification");
  return gaps;
}

/** Who reads pt reads pt-BR, and the other way round. */
function readsLanguage(languages: ReadonlyArray<string>, language: string): boolean {
  return languages.length === 0 || languages.some((own) => own.split("-")[0] === language.split("-")[0]);
}
