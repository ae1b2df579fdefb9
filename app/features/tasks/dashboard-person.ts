import type { TaskKind } from "#app/features/campaigns/kind-options.ts";
import { type Interval, wilsonInterval } from "#app/features/quality/wilson.ts";

/** What a contributor did in a campaign's closed tasks, and what the estimates say of it: evidence, never a verdict. */
export type DashboardPerson = {
  address: string;
  answers: number;
  paid: number;
  flagged: number;
  gold: { matched: number; of: number };
  medianMs: number | null;
  standings: Array<PersonStanding>;
  /** Of the comparisons where one side was chosen: how often the one shown first. Null below `fewestAnswers`. */
  firstSide: (Interval & { of: number; isOneSided: boolean }) | null;
  /** Answers in less than a fifth of the usual time of their kind. */
  fast: { count: number; of: number; isOften: boolean };
};

/** Estimated accuracy in one kind. */
export type PersonStanding = { kind: TaskKind; accuracy: number; standardError: number; n: number };

export type PersonSums = Pick<DashboardPerson, "address" | "answers" | "paid" | "flagged" | "medianMs"> & {
  goldMatched: number;
  goldTotal: number;
  sided: number;
  firstSide: number;
  timed: number;
  fast: number;
};

/** Below this, nothing is said about sides or haste. */
export const fewestAnswers = 20;
/** Three standard errors: of a hundred people without any bias, a quarter of one is named. */
const sure = 3;
const oftenFast = 0.1;

/** @param standings the contributor's own, one a kind */
export function toPerson(sums: PersonSums, standings: ReadonlyArray<PersonStanding>): DashboardPerson {
  const { goldMatched, goldTotal, sided, firstSide, timed, fast, ...person } = sums;
  return {
    ...person,
    gold: { matched: goldMatched, of: goldTotal },
    standings: [...standings],
    firstSide: sided < fewestAnswers ? null : { ...sideOf(firstSide, sided), of: sided },
    fast: { count: fast, of: timed, isOften: timed >= fewestAnswers && fast / timed > oftenFast },
  };
}

function sideOf(first: number, sided: number): Interval & { isOneSided: boolean } {
  const far = wilsonInterval(first, sided, sure);
  return { ...wilsonInterval(first, sided), isOneSided: far.low > 0.5 || far.high < 0.5 };
}
