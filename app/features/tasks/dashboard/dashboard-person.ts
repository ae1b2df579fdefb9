import { z } from "zod";
import type { TaskKind } from "#app/features/campaigns/kind-options.ts";

/** What a contributor did in a campaign's closed tasks, and what the estimates say of it. */
export type DashboardPerson = PersonSums & { standings: Array<PersonStanding>; signals: Array<PersonSignal> };

export type PersonSums = {
  address: string;
  answers: number;
  paid: number;
  flagged: number;
  goldMatched: number;
  goldTotal: number;
  medianMs: number | null;
};

/** Estimated accuracy in one kind. */
type PersonStanding = { kind: TaskKind; accuracy: number; standardError: number; n: number };

const figure = z.number();
/** What the site found unusual in how somebody answers, as `signals.ts` reports it: evidence, never a verdict. */
const signalSchema = z.discriminatedUnion("reason", [
  z.object({ reason: z.literal("side-bias"), share: figure, n: figure }),
  z.object({ reason: z.literal("too-fast"), pace: figure, n: figure }),
  z.object({ reason: z.literal("straight-lining"), longestRun: figure, expectedRun: figure, n: figure }),
]);
export type PersonSignal = z.infer<typeof signalSchema>;

export const shownSignals: Array<PersonSignal["reason"]> = ["side-bias", "too-fast", "straight-lining"];

/** Null: evidence that a dashboard does not show, or in another form. */
export function toSignal(reason: string, evidence: unknown): PersonSignal | null {
  const figures = z.record(z.string(), z.unknown()).catch({}).parse(evidence);
  return signalSchema.safeParse({ ...figures, reason }).data ?? null;
}
