// What is unusual in how people answer in one campaign and kind: evidence for reviewers, with the figures behind it, never a
// verdict. A finding must stand out among all contributors that were looked at: one false alarm in a hundred at most.
import { copyRings } from "#app/features/quality/signals/copy-rings.ts";
import { type DwellEvidence, dwellEvidence } from "#app/features/quality/signals/dwell.ts";
import { falseDiscoveryRates } from "#app/features/quality/signals/false-discovery.ts";
import { sideBias } from "#app/features/quality/signals/side-bias.ts";
import { straightLining } from "#app/features/quality/signals/straight-lining.ts";
import { type Funding, sybilSignals } from "#app/features/quality/signals/sybil.ts";

export type SignalAnswer = {
  /** of a gold task, the gold's: it is the same for everybody */
  taskId: string;
  address: string;
  atMs: number;
  /** as it was shown: of a comparison, the side */
  choice: string;
  side: "first" | "second" | "neither";
  /** as it is kept, and what its task added up to; null: undecided */
  kept: string;
  outcome: string | null;
  dwellMs: number | null;
  /** of everything that was to be read */
  characters: number;
};

export type Finding = { address: string; reason: string; figures: Record<string, number>; members?: Array<string> };

/** Of fewer answers nothing can be said. */
const leastAnswers = 20;
const mostFalse = 0.01;

/** @param answers of one campaign and kind, in the order in which they were given */
export function signalsOf(kind: string, answers: ReadonlyArray<SignalAnswer>): Array<Finding> {
  const known = byMember(answers).filter(([, own]) => own.length >= leastAnswers);
  const findings = [...monotonous(answers, known), ...hasty(answers)];
  if (kind === "prefer") findings.push(...oneSided(known));
  if (kind === "prefer" || kind === "label") findings.push(...copying(answers));
  return findings;
}

/** Of all kinds together: accounts that the same source funded, with how alike their hours are. */
export function sameHands(
  answers: ReadonlyArray<Pick<SignalAnswer, "address" | "atMs">>,
  fundings: ReadonlyArray<Funding>,
): Array<Finding> {
  const contributors = [...new Set(answers.map(({ address }) => address))];
  const activity = answers.map(({ address, atMs }) => ({ contributor: address, atMs }));
  return sybilSignals({ contributors, fundings, activity }).flatMap(({ members, sources, timing }) =>
    members.map((address): Finding => {
      const closest = timing
        .filter(({ contributors: pair }) => pair.includes(address))
        .sort((left, right) => left.pValue - right.pValue)[0];
      const { overlap = 0, expected = 0, pValue = 1, n = 0 } = closest ?? {};
      const figures = { accounts: members.length, commonSources: sources.length, overlap, expected, pValue, n };
      return { address, reason: "same-hands", figures, members: members.filter((other) => other !== address) };
    }),
  );
}

function byMember(answers: ReadonlyArray<SignalAnswer>): Array<[string, Array<SignalAnswer>]> {
  const members = new Map<string, Array<SignalAnswer>>();
  for (const answer of answers) {
    const own = members.get(answer.address);
    if (own) own.push(answer);
    else members.set(answer.address, [answer]);
  }
  return [...members];
}

type Known = ReadonlyArray<[string, ReadonlyArray<SignalAnswer>]>;

function monotonous(answers: ReadonlyArray<SignalAnswer>, known: Known): Array<Finding> {
  const shares: Record<string, number> = {};
  for (const { choice } of answers) shares[choice] = (shares[choice] ?? 0) + 1;
  const runs = known.map(([address, own]) => ({
    address,
    ...straightLining(
      own.map(({ choice }) => choice),
      shares,
    ),
  }));
  return striking(runs)
    .filter(({ longestRun, expectedRun }) => longestRun >= 2 * expectedRun)
    .map(({ address, longestRun, expectedRun, pValue, n }) => ({
      address,
      reason: "straight-lining",
      figures: { longestRun, expectedRun, pValue, n },
    }));
}

function oneSided(known: Known): Array<Finding> {
  const sides = known.map(([address, own]) => ({ address, ...sideBias(own.map(({ side }) => side)) }));
  return striking(sides)
    .filter(({ share }) => Math.abs(share - 0.5) >= 0.15)
    .map(({ address, share, low, high, expected, pValue, n }) => ({
      address,
      reason: "side-bias",
      figures: { share, low, high, expected, pValue, n },
    }));
}

/** Each member of a ring with the others of it, and the figures of its most striking pair. */
function copying(answers: ReadonlyArray<SignalAnswer>): Array<Finding> {
  const known = answers.flatMap(({ address, taskId, kept, outcome }) =>
    outcome === null ? [] : [{ contributor: address, task: taskId, choice: kept, outcome }],
  );
  return copyRings(known, mostFalse).rings.flatMap(({ members, pairs }) =>
    members.map((address): Finding => {
      const pair = pairs.find(({ contributors }) => contributors.includes(address));
      const { sameMistakes = 0, expected = 0, pValue = 1, falseDiscoveryRate = 1, n = 0 } = pair ?? {};
      const figures = { sameMistakes, expected, pValue, falseDiscoveryRate, n };
      return { address, reason: "copy-ring", figures, members: members.filter((other) => other !== address) };
    }),
  );
}

function hasty(answers: ReadonlyArray<SignalAnswer>): Array<Finding> {
  const timed = answers.flatMap(({ address, taskId, dwellMs, characters }) =>
    dwellMs === null ? [] : [{ contributor: address, task: taskId, dwellMs, characters }],
  );
  const known = dwellEvidence(timed).filter(({ n }) => n >= leastAnswers);
  const unreadable = known.filter(({ fasterThanReading, n }) => 2 * fasterThanReading >= n);
  const fast = striking(known).filter(({ pace }) => pace <= 0.5);
  return [...new Set([...unreadable, ...fast])].map(toHasty);
}

function toHasty({ contributor, pace, hasty: fast, expected, pValue, n, fasterThanReading }: DwellEvidence): Finding {
  return {
    address: contributor,
    reason: "too-fast",
    figures: { pace, hasty: fast, expected, pValue, n, fasterThanReading },
  };
}

function striking<Row extends { pValue: number }>(rows: ReadonlyArray<Row>): Array<Row> {
  const rates = falseDiscoveryRates(rows.map(({ pValue }) => pValue));
  return rows.filter((_, at) => (rates[at] ?? 1) <= mostFalse);
}
