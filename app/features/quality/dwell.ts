import { quantile } from "#app/features/quality/bootstrap.ts";
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
  const own = new Map<string, Array<number>>();
  for (const at of order) {
    const name = answers[at]?.contributor ?? "";
    const list = own.get(name);
    if (list) list.push(at);
    else own.set(name, [at]);
  }
  const names = [...own.keys()].sort();
  return names.map((contributor) => {
    const mine = own.get(contributor) ?? [];
    const others = Float64Array.from(
      order.filter((at) => answers[at]?.contributor !== contributor),
      (at) => paces[at] ?? 0,
    );
    const answersOfMine = mine.flatMap((at) => answers[at] ?? []);
    return evidenceOf(contributor, answersOfMine, { mine: Float64Array.from(mine, (at) => paces[at] ?? 0), others });
  });
}

function evidenceOf(
  contributor: string,
  answers: ReadonlyArray<DwellAnswer>,
  { mine, others }: { mine: Float64Array; others: Float64Array },
): DwellEvidence {
  const n = mine.length;
  const fasterThanReading = answers.filter(isFasterThanReading).length;
  if (others.length < fewestOthers) {
    return { contributor, n, pace: 1, hasty: 0, compared: 0, expected: 0, pValue: 1, fasterThanReading };
  }
  const bar = quantile(others, hastyShare);
  const hasty = mine.filter((pace) => pace < bar).length;
  const usual = quantile(others, 0.5);
  return {
    contributor,
    n,
    pace: usual > 0 ? quantile(mine, 0.5) / usual : 1,
    hasty,
    compared: n,
    expected: hastyShare * n,
    pValue: binomialTail(hasty, n, hastyShare),
    fasterThanReading,
  };
}

function isFasterThanReading({ dwellMs, characters }: DwellAnswer): boolean {
  return characters > (readableCharactersASecond * dwellMs) / 1000;
}
