import { quantile } from "#app/features/quality/agreement/bootstrap.ts";
import { binomialTail } from "#app/features/quality/distributions.ts";

export type DwellAnswer = {
  contributor: string;
  dwellMs: number;
  /** Of everything that was to be read: prompt and samples. */
  characters: number;
};

export type DwellEvidence = {
  contributor: string;
  /** Answers with a dwell time. */
  n: number;
  /** The typical (median) time beside that of the others for texts as long: 1 is as fast as they are. */
  pace: number;
  /** How many are faster than all but 5 % of the others' answers. */
  hasty: number;
  compared: number;
  /** What chance gives of `compared`. */
  expected: number;
  /** The chance of so many among the fastest, of somebody no hastier than the others. */
  pValue: number;
  /** Answers given sooner than the text can be read: more than 60 characters a second, some 600 words a minute. */
  fasterThanReading: number;
};

const hastyShare = 0.05;
const readableCharactersASecond = 60;
/** Time to look and click beside reading: how much longer a text twice as long takes, and what an empty one takes. */
const settlingCharacters = 200;
/** With fewer answers of others there is nobody to be compared with. */
const fewestOthers = 20;

/**
 * Dwell times against the length of the text and against the crowd: evidence for audits, with its chance level, never a verdict.
 * Times are compared as time / (characters + 200), the same measure for short tasks and long ones; each contributor with all the
 * others, so that nobody sets their own bar.
 * @returns one a contributor, by name
 */
export function dwellEvidence(answers: ReadonlyArray<DwellAnswer>): Array<DwellEvidence> {
  const paces = answers.map(({ dwellMs, characters }) => dwellMs / (characters + settlingCharacters));
  const order = paces.map((_, at) => at).sort((a, b) => (paces[a] ?? 0) - (paces[b] ?? 0));
  const sorted = Float64Array.from(order, (at) => paces[at] ?? 0);
  const own = new Map<string, Array<number>>();
  order.forEach((at, place) => {
    const name = answers[at]?.contributor ?? "";
    const places = own.get(name);
    if (places) places.push(place);
    else own.set(name, [place]);
  });
  const readable = countsOf(answers.filter(isFasterThanReading));
  const names = [...own.keys()].sort();
  return names.map((contributor) => {
    const places = own.get(contributor) ?? [];
    return { contributor, ...evidenceOf(sorted, places), fasterThanReading: readable.get(contributor) ?? 0 };
  });
}

type Comparison = Omit<DwellEvidence, "contributor" | "fasterThanReading">;

/** @param own the places of one contributor's answers among all, sorted */
function evidenceOf(sorted: Float64Array, own: ReadonlyArray<number>): Comparison {
  const n = own.length;
  const others = sorted.length - n;
  if (others < fewestOthers) return { n, pace: 1, hasty: 0, compared: 0, expected: 0, pValue: 1 };
  const bar = othersQuantile(sorted, own, hastyShare);
  const usual = othersQuantile(sorted, own, 0.5);
  const mine = Float64Array.from(own, (place) => sorted[place] ?? 0);
  const hasty = mine.filter((pace) => pace < bar).length;
  return {
    n,
    pace: usual > 0 ? quantile(mine, 0.5) / usual : 1,
    hasty,
    compared: n,
    expected: hastyShare * n,
    pValue: binomialTail(hasty, n, hastyShare),
  };
}

/** A quantile of all but the places left out, without copying them. */
function othersQuantile(sorted: Float64Array, leftOut: ReadonlyArray<number>, share: number): number {
  let at = Math.floor(share * (sorted.length - leftOut.length - 1));
  for (const place of leftOut) {
    if (place > at) break;
    at += 1;
  }
  return sorted[at] ?? 0;
}

function countsOf(answers: ReadonlyArray<DwellAnswer>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { contributor } of answers) counts.set(contributor, (counts.get(contributor) ?? 0) + 1);
  return counts;
}

function isFasterThanReading({ dwellMs, characters }: DwellAnswer): boolean {
  return characters > (readableCharactersASecond * dwellMs) / 1000;
}
