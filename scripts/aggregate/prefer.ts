// `npm run aggregate -- --kind prefer`: votes between two items become a score an item, with its interval.
import { fitBradleyTerry, type PairFit } from "#app/features/quality/pairs/bradley-terry.ts";
import { choosePairMethod, type PairMethod } from "#app/features/quality/pairs/choose-pair-method.ts";
import { countPairs, type PairCounts, type PairVotes } from "#app/features/quality/pairs/comparisons.ts";
import { largestComponent } from "#app/features/quality/pairs/component-errors.ts";
import { type CrowdFit, fitCrowdBradleyTerry } from "#app/features/quality/pairs/crowd-bradley-terry.ts";
import { crowdErrors } from "#app/features/quality/pairs/crowd-errors.ts";
import { defaultPriorWeight } from "#app/features/quality/pairs/logistic-prior.ts";
import { bootstrapScores, type ScoreIntervals } from "#app/features/quality/pairs/pair-bootstrap.ts";
import { pairErrors } from "#app/features/quality/pairs/pair-errors.ts";
import type { Aggregation } from "#scripts/aggregate/aggregation.ts";
import type { Table } from "#scripts/aggregate/table.ts";

export const pairMethods = ["bradley-terry", "noisy-bradley-terry"] as const satisfies ReadonlyArray<PairMethod>;
export const pairColumns = ["left", "right", "label", "worker"] as const;
const tieLabel = "tie";
const normal95 = 1.959964;
/** The sandwich needs a dense matrix a component; larger ones get bootstrap intervals. */
const largestOfSandwich = 1000;
const roundsOfMany = 200;

/** Contributors are told apart by one of the two models. */
type Fit = { plain: PairFit; crowd: null } | { plain: null; crowd: CrowdFit };
type VotesRead = { ok: true; votes: PairVotes } | { ok: false; why: string };

/**
 * @param table columns `left,right,label,worker`; a label is the winner's id or `tie`
 * @returns rows `item,score,low,high`, best first. A score is the natural log of an item's strength, centred to mean 0 among
 *   the items that comparisons connect; the interval is one of 95 %
 */
export function aggregatePairs(table: Table, method: "auto" | PairMethod): Aggregation {
  const parsed = votesOfTable(table);
  if (!parsed.ok) return parsed;
  const { votes } = parsed;
  const started = performance.now();
  const { chosen, reason } = choose(votes, method);
  const counting = performance.now();
  const counts = countPairs(votes);
  const fitting = performance.now();
  const fit = fitBy(chosen, votes, counts);
  const fitted = performance.now();
  const intervals = intervalsOf(votes, fit);
  const { scores, component, steps, tieStrength } = fit.crowd ?? fit.plain;
  const components = new Set(component).size;
  return {
    ok: true,
    header: ["item", "score", "low", "high"],
    rows: rowsOf(votes, scores, intervals),
    summary: {
      kind: "prefer",
      method: chosen,
      reason,
      seconds: (fitted - fitting) / 1000,
      secondsOfCounting: (fitting - counting) / 1000,
      secondsWithChoiceAndIntervals: (performance.now() - started) / 1000,
      votes: votes.left.length,
      items: votes.items.length,
      workers: votes.contributors.length,
      components,
      steps,
      converged: fit.crowd?.isConverged ?? true,
      tieStrength,
      scale: "natural log of strength, mean 0 in each component; 95 % intervals",
      reliabilities: fit.crowd?.contributors.map(({ contributor, votes, honest, inverted, habit }) => {
        return { worker: contributor, votes, honest, inverted, habit };
      }),
    },
    notes:
      components > 1
        ? [`${components} groups of items were never compared with each other: compare scores only within one.`]
        : [],
  };
}

function choose(votes: PairVotes, method: "auto" | PairMethod): { chosen: PairMethod; reason: string } {
  if (method !== "auto") return { chosen: method, reason: "asked for" };
  const { method: chosen, heldOut } = choosePairMethod(votes);
  if (!heldOut) return { chosen, reason: "too few votes a worker to tell workers apart" };
  const figures = `bradley-terry ${heldOut.plain.toFixed(4)}, noisy-bradley-terry ${heldOut.noisy.toFixed(4)}`;
  const isNoisy = chosen === "noisy-bradley-terry";
  const why = isNoisy ? "foretells held-out votes better" : "the noisy model foretells held-out votes no better";
  return {
    chosen,
    reason: `${why} (mean log likelihood: ${figures}; gain's standard error ${heldOut.errorOfGain.toFixed(4)})`,
  };
}

function fitBy(method: PairMethod, votes: PairVotes, counts: PairCounts): Fit {
  return method === "bradley-terry"
    ? { plain: fitBradleyTerry(counts), crowd: null }
    : { plain: null, crowd: fitCrowdBradleyTerry(votes, counts) };
}

function intervalsOf(votes: PairVotes, { plain, crowd }: Fit): ScoreIntervals {
  const fit = crowd ?? plain;
  if (largestComponent(fit.component) > largestOfSandwich) return bootstrapScores(fit, { rounds: roundsOfMany });
  const errors = crowd ? crowdErrors(votes, crowd) : pairErrors(votes, plain, defaultPriorWeight);
  return {
    low: fit.scores.map((score, item) => score - normal95 * (errors[item] ?? 0)),
    high: fit.scores.map((score, item) => score + normal95 * (errors[item] ?? 0)),
  };
}

function* rowsOf(
  votes: PairVotes,
  scores: Float64Array,
  { low, high }: ScoreIntervals,
): Generator<ReadonlyArray<string>> {
  const rounded = scores.map(toMillionths);
  const scoreOf = (item: number) => rounded[item] ?? 0;
  // Items are numbered by name, so that equal scores stand by name.
  const order = votes.items.map((_, item) => item).sort((a, b) => scoreOf(b) - scoreOf(a) || a - b);
  for (const item of order) {
    const figures = [scoreOf(item), toMillionths(low[item] ?? 0), toMillionths(high[item] ?? 0)];
    yield [votes.items[item] ?? "", ...figures.map((figure) => figure.toFixed(6))];
  }
}

/** What is left of −0 is 0. */
function toMillionths(value: number): number {
  return Math.round(value * 1e6) / 1e6 + 0;
}

/** Names of the columns become one numbering of items, in the order of the names. */
function votesOfTable({ size, lines, columns }: Table): VotesRead {
  const [left, right, label, worker] = columns;
  if (!left || !right || !label || !worker) return { ok: false, why: "The columns are left,right,label,worker." };
  const items = [...new Set([...left.names, ...right.names])].sort();
  const contributors = [...worker.names].sort();
  const numberOf = (names: ReadonlyArray<string>, all: ReadonlyArray<string>) => {
    const numbers = new Map(all.map((name, number) => [name, number]));
    return Int32Array.from(names, (name) => numbers.get(name) ?? -1);
  };
  const [lefts, rights, labels] = [left, right, label].map(({ names }) => numberOf(names, items));
  const workers = numberOf(worker.names, contributors);
  const tie = label.names.indexOf(tieLabel);
  const votes: PairVotes = {
    items,
    contributors,
    left: left.ids.map((id) => lefts?.[id] ?? 0),
    right: right.ids.map((id) => rights?.[id] ?? 0),
    result: new Uint8Array(size),
    contributor: worker.ids.map((id) => workers[id] ?? 0),
  };
  const tieItem = items.indexOf(tieLabel);
  for (let row = 0; row < size; row++) {
    const [a, b] = [votes.left[row] ?? 0, votes.right[row] ?? 0];
    const at = `Line ${lines[row] ?? 0}`;
    if (a === b) return { ok: false, why: `${at}: left and right are the same item.` };
    if (a === tieItem || b === tieItem) return { ok: false, why: `${at}: an item cannot be called "tie".` };
    const chosen = label.ids[row] ?? 0;
    const winner = labels?.[chosen] ?? -1;
    if (chosen !== tie && winner !== a && winner !== b) {
      return { ok: false, why: `${at}: the label is neither of the two items and not "tie".` };
    }
    votes.result[row] = chosen === tie ? 2 : winner === a ? 0 : 1;
  }
  return { ok: true, votes };
}
