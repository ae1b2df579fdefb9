import { type Rating, toRatings } from "#app/features/quality/pairs/bradley-terry.ts";
import { componentsOf, countPairs, type PairVotes, toVotes } from "#app/features/quality/pairs/comparisons.ts";
import { davidsonChances } from "#app/features/quality/pairs/davidson.ts";
import { defaultPriorWeight, logisticPrior } from "#app/features/quality/pairs/logistic-prior.ts";
import { climbToTop, type Slopes } from "#app/features/quality/pairs/newton.ts";
import { centredByComponent, groupsOfVotes } from "#app/features/quality/pairs/pair-errors.ts";
import { type Cluster, sandwichErrors, uncentred } from "#app/features/quality/pairs/sandwich.ts";
import { type StyledComparison, type StyleFeature, styleDifferences } from "#app/features/quality/pairs/text-style.ts";
import { type Interval, wilsonInterval } from "#app/features/quality/wilson.ts";

// Bradley–Terry with ties in which looks count: each vote's log odds are the difference of the scores plus what the texts'
// lengths and formats explain ("style control": Li, Angelopoulos and Chiang, LMSYS, 2024). Ties by Davidson's model.

const normal95 = 1.959964;
/** Winners count as explained by length only when longer texts surely win more often than this. */
const longerShareBar = 0.55;

export type StyleEffect = Readonly<{
  feature: StyleFeature;
  /** Log odds gained by a difference of one root mean square; 0 means that it doesn't matter. */
  coefficient: number;
  low: number;
  high: number;
}>;

export type LengthControl = {
  /** As if all texts looked alike. */
  ratings: Array<Rating>;
  /** Of those features that ever differed. */
  effects: Array<StyleEffect>;
  /** Of decided votes between texts of unlike length: how often the longer won. */
  longerWins: Interval & { votes: number };
  /**
   * The warning: with 95 % confidence longer texts win more than 55 in 100 decided votes, and length raises the odds even
   * between the same two items (its coefficient's interval lies above 0).
   */
  explainedByLength: boolean;
};

/**
 * Scores with length and format held equal, with intervals of 95 % clustered by contributor. Up to some hundred items.
 * @param comparisons with the style of either text
 */
export function lengthControl(comparisons: ReadonlyArray<StyledComparison>): LengthControl {
  const votes = toVotes(comparisons);
  const { features, differences } = styleDifferences(comparisons);
  const design = designOf(votes, differences);
  const parameters = climbToTop(new Float64Array(design.size), (at) => slopesAt(design, at));
  const { scores, component } = centredScores(design, parameters);
  const errors = errorsOf(design, parameters, component);

  const ratings = toRatings(votes, { scores, component }, errors);
  const effects = features.map((feature, at): StyleEffect => {
    const coefficient = parameters[votes.items.length + at] ?? 0;
    const half = normal95 * (errors[votes.items.length + at] ?? 0);
    return { feature, coefficient, low: coefficient - half, high: coefficient + half };
  });
  const longerWins = longerWinsOf(comparisons);
  const lengthEffect = effects.find(({ feature }) => feature === "length");
  const explainedByLength = longerWins.low > longerShareBar && (lengthEffect?.low ?? 0) > 0;
  return { ratings, effects, longerWins, explainedByLength };
}

/** How often the longer of two texts won; a tie and texts of one length decide nothing. */
export function longerWinsOf(comparisons: ReadonlyArray<StyledComparison>): LengthControl["longerWins"] {
  let [wins, votes] = [0, 0];
  for (const { result, leftStyle, rightStyle } of comparisons) {
    if (result === "tie" || leftStyle.length === rightStyle.length) continue;
    votes += 1;
    if ((result === "left") === leftStyle.length > rightStyle.length) wins += 1;
  }
  return { ...wilsonInterval(wins, votes), votes };
}

/** Parameters stand in this order: scores, coefficients, log ν. */
type Design = { votes: PairVotes; differences: ReadonlyArray<Float64Array>; hasTie: boolean; size: number };

function designOf(votes: PairVotes, differences: ReadonlyArray<Float64Array>): Design {
  return { votes, differences, hasTie: votes.result.includes(2), size: votes.items.length + differences.length + 1 };
}

function slopesAt(design: Design, parameters: Float64Array): Slopes {
  const { size } = design;
  const slopes: Slopes = { objective: 0, gradient: new Float64Array(size), curvature: new Float64Array(size * size) };
  const [places, loads] = [placesOfRow(design), new Float64Array(design.differences.length + 2)];
  for (let vote = 0; vote < design.votes.left.length; vote++) {
    const { difference, result } = readRow(design, parameters, vote, places, loads);
    addVote(slopes, { size, places, loads, result, difference, logTie: logTieOf(design, parameters) });
  }
  addPrior(design, parameters, slopes);
  return slopes;
}

/** Places that a vote's difference touches: its two items, changed for each vote, and every coefficient. */
function placesOfRow({ votes, differences }: Design): Int32Array {
  return Int32Array.from({ length: differences.length + 2 }, (_, at) => votes.items.length + at - 2);
}

/** Fills in a vote's places and loads; the difference of log odds is their product with the parameters. */
function readRow(
  { votes, differences }: Design,
  parameters: Float64Array,
  vote: number,
  places: Int32Array,
  loads: Float64Array,
): { difference: number; result: number } {
  places[0] = votes.left[vote] ?? 0;
  places[1] = votes.right[vote] ?? 0;
  loads[0] = 1;
  loads[1] = -1;
  for (let at = 0; at < differences.length; at++) loads[at + 2] = differences[at]?.[vote] ?? 0;
  let difference = 0;
  for (let k = 0; k < places.length; k++) difference += (loads[k] ?? 0) * (parameters[places[k] ?? 0] ?? 0);
  return { difference, result: votes.result[vote] ?? 0 };
}

type VoteRow = {
  size: number;
  places: Int32Array;
  loads: Float64Array;
  result: number;
  difference: number;
  logTie: number;
};

function addVote(slopes: Slopes, { size, places, loads, result, difference, logTie }: VoteRow): void {
  const { gradient, curvature } = slopes;
  const { first, second, tie } = davidsonChances(difference, logTie);
  const lead = (first - second) / 2;
  const observed = result === 2 ? 0 : result === 0 ? 0.5 : -0.5;
  const [own, across] = [(first + second) / 4 - lead * lead, -lead * tie];
  const last = size - 1;
  for (let k = 0; k < places.length; k++) {
    const [row, load] = [places[k] ?? 0, loads[k] ?? 0];
    gradient[row] = (gradient[row] ?? 0) + load * (observed - lead);
    for (let m = 0; m < places.length; m++) {
      const cell = row * size + (places[m] ?? 0);
      curvature[cell] = (curvature[cell] ?? 0) + own * load * (loads[m] ?? 0);
    }
    curvature[row * size + last] = (curvature[row * size + last] ?? 0) + across * load;
    curvature[last * size + row] = (curvature[last * size + row] ?? 0) + across * load;
  }
  gradient[last] = (gradient[last] ?? 0) + (result === 2 ? 1 : 0) - tie;
  curvature[last * size + last] = (curvature[last * size + last] ?? 0) + tie * (1 - tie);
  slopes.objective += Math.log(result === 2 ? tie : result === 0 ? first : second);
}

/** The logistic prior of bradley-terry.ts on every parameter; log ν is held where nobody tied. */
function addPrior({ hasTie, size }: Design, parameters: Float64Array, slopes: Slopes): void {
  const { gradient, curvature } = slopes;
  for (let place = 0; place < size; place++) {
    const value = parameters[place] ?? 0;
    const diagonal = place * size + place;
    if (place === size - 1 && !hasTie) {
      gradient[place] = 0;
      curvature[diagonal] = 1;
      continue;
    }
    const prior = logisticPrior(value, defaultPriorWeight);
    slopes.objective += prior.density;
    gradient[place] = (gradient[place] ?? 0) + prior.slope;
    curvature[diagonal] = (curvature[diagonal] ?? 0) + prior.curvature;
  }
}

function logTieOf({ hasTie, size }: Design, parameters: Float64Array): number {
  return hasTie ? (parameters[size - 1] ?? 0) : -Infinity;
}

function centredScores({ votes }: Design, parameters: Float64Array): { scores: Float64Array; component: Int32Array } {
  const component = componentsOf(countPairs(votes));
  return { scores: centredByComponent(parameters.subarray(0, votes.items.length), component), component };
}

function errorsOf(design: Design, parameters: Float64Array, component: Int32Array): Float64Array {
  const centring = new Int32Array(design.size).fill(uncentred);
  centring.set(component);
  const { curvature } = slopesAt(design, parameters);
  return sandwichErrors({ curvature, component: centring, clusters: clustersOf(design, parameters) });
}

function* clustersOf(design: Design, parameters: Float64Array): Generator<Cluster> {
  const [places, loads] = [placesOfRow(design), new Float64Array(design.differences.length + 2)];
  const logTie = logTieOf(design, parameters);
  for (const group of groupsOfVotes(design.votes)) {
    const slopes = new Map<number, number>();
    const add = (place: number, value: number) => slopes.set(place, (slopes.get(place) ?? 0) + value);
    for (const vote of group) {
      const { difference, result } = readRow(design, parameters, vote, places, loads);
      const { first, second, tie } = davidsonChances(difference, logTie);
      const observed = result === 2 ? 0 : result === 0 ? 0.5 : -0.5;
      const lead = observed - (first - second) / 2;
      places.forEach((place, k) => {
        add(place, lead * (loads[k] ?? 0));
      });
      if (design.hasTie) add(design.size - 1, (result === 2 ? 1 : 0) - tie);
    }
    yield { places: [...slopes.keys()], slopes: [...slopes.values()] };
  }
}
