// Evidence for audits: a figure, what chance gives, and what it rests on. Never a verdict.

export type RunEvidence = {
  /** The longest run of one and the same choice. */
  longestRun: number;
  choice: string | null;
  /** The chance that answers drawn in the crowd's shares hold some run at least so long. */
  pValue: number;
  /** What chance gives: the length that half of such rows of answers reach. */
  expectedRun: number;
  n: number;
};

/**
 * Runs of the same answer, against somebody who answers every task as the crowd does on the whole, one independently of another.
 * @param choices one contributor's, in the order in which they were given; for several values an answer, any text that is
 *   equal when they all are
 * @param crowdShares how often the crowd gives each choice, for the same tasks; what is not in it counts as never
 */
export function straightLining(
  choices: ReadonlyArray<string>,
  crowdShares: Readonly<Record<string, number>>,
): RunEvidence {
  const n = choices.length;
  const { longestRun, choice } = longestRunOf(choices);
  const all = Object.values(crowdShares).reduce((sum, share) => sum + share, 0);
  const shares = Object.values(crowdShares).map((share) => (all > 0 ? share / all : 0));
  const chanceOf = (length: number) => chanceOfRun(n, length, shares);
  let expectedRun = Math.min(1, n);
  while (expectedRun < n && chanceOf(expectedRun + 1) >= 0.5) expectedRun += 1;
  return { longestRun, choice, pValue: n === 0 ? 1 : chanceOf(longestRun), expectedRun, n };
}

function longestRunOf(choices: ReadonlyArray<string>): { longestRun: number; choice: string | null } {
  let [run, longestRun] = [0, 0];
  let choice: string | null = null;
  choices.forEach((given, place) => {
    run = given === choices[place - 1] ? run + 1 : 1;
    if (run > longestRun) {
      longestRun = run;
      choice = given;
    }
  });
  return { longestRun, choice };
}

/**
 * P(some run of at least `length` in `n` independent draws), exactly: a run is first completed at draw t when `length` equal
 * choices end there, the one before them is another, and no run was complete before that one.
 */
function chanceOfRun(n: number, length: number, shares: ReadonlyArray<number>): number {
  if (length <= 1) return n >= length ? 1 : 0;
  if (length > n) return 0;
  // without[t][c]: no complete run within the first t draws, and draw t is c. Complete at t with c: `length` equal ones, before
  // them none complete and another choice.
  const without: Array<Float64Array> = [];
  const open = new Float64Array(n + 1);
  open[0] = 1;
  for (let t = 1; t <= n; t++) {
    const row = Float64Array.from(shares, (share) => share * (open[t - 1] ?? 0));
    if (t >= length) {
      const before = without[t - length - 1];
      row.forEach((chance, choice) => {
        const other = (open[t - length] ?? 0) - (before?.[choice] ?? 0);
        row[choice] = Math.max(0, chance - (shares[choice] ?? 0) ** length * other);
      });
    }
    without.push(row);
    open[t] = row.reduce((sum, chance) => sum + chance, 0);
  }
  return Math.min(1, Math.max(0, 1 - (open[n] ?? 0)));
}
