// The pairwise half of `npm run bench -- quality`: how long fits of a million votes take, and how near the true order the
// noisy model comes on simulated crowds, beside plain Bradley–Terry. Votes are drawn with seeds: anyone gets the same.
import { fitBradleyTerry } from "#app/features/quality/pairs/bradley-terry.ts";
import { countPairs, type PairVotes } from "#app/features/quality/pairs/comparisons.ts";
import { fitCrowdBradleyTerry } from "#app/features/quality/pairs/crowd-bradley-terry.ts";
import { davidsonChances } from "#app/features/quality/pairs/davidson.ts";
import { bootstrapScores } from "#app/features/quality/pairs/pair-bootstrap.ts";
import { type SeededRandom, seededRandom } from "#app/lib/seeded-random.ts";
import { figureOf, type Measured, secondsOf } from "#scripts/bench/measure.ts";

type Badness = "honest" | "random" | "left" | "inverted";
type Simulated = { votes: PairVotes; truth: Float64Array };
type Plan = { seed: number; items: number; contributors: number; votes: number; badShare: number; badness: Badness };

const logTie = Math.log(0.5);
const crowds: ReadonlyArray<{ badShare: number; badness: Badness }> = [
  { badShare: 0, badness: "honest" },
  { badShare: 0.3, badness: "random" },
  { badShare: 0.3, badness: "left" },
  { badShare: 0.3, badness: "inverted" },
];
const crowdSeeds = 10;

/** Seconds at a million votes, and how near the truth either model comes. */
export function pairFigures(): Measured {
  const timed = timings();
  const found = recoveries();
  return { figures: [...timed, ...found.figures], ratios: found.ratios };
}

function timings(): Measured["figures"] {
  const plan = { seed: 1, items: 100, contributors: 2000, badShare: 0.1, badness: "random" } as const;
  const { votes } = simulate({ ...plan, votes: 1_000_000 });
  const counts = countPairs(votes);
  const fit = fitBradleyTerry(counts);
  const quick = secondsOf(
    [
      { name: "pairs: counting 1M votes", run: () => countPairs(votes) },
      { name: "pairs: bradley-terry 1M votes 100 items, after counting", run: () => fitBradleyTerry(counts) },
    ],
    7,
  );
  const slow = secondsOf(
    [
      { name: "pairs: 1,000 bootstraps, 1M votes 100 items", run: () => bootstrapScores(fit) },
      { name: "pairs: noisy-bradley-terry 1M votes 100 items", run: () => fitCrowdBradleyTerry(votes) },
    ],
    3,
  );
  return [...quick, ...slow];
}

function recoveries(): Measured {
  const measured: Measured = { figures: [], ratios: [] };
  for (const { badShare, badness } of crowds) {
    const taus = Array.from({ length: crowdSeeds }, (_, seed) => {
      const plan = { seed: seed + 1, items: 40, contributors: 100, votes: 3_000, badShare, badness };
      const { votes, truth } = simulate(plan);
      const plain = kendallTau(fitBradleyTerry(countPairs(votes)).scores, truth);
      return { plain, noisy: kendallTau(fitCrowdBradleyTerry(votes).scores, truth) };
    });
    const crowd = badShare === 0 ? "all honest" : `${100 * badShare} % ${badness}`;
    const plain = figureOf(
      `pairs: tau bradley-terry, ${crowd}`,
      "tau",
      taus.map((tau) => tau.plain),
    );
    const noisy = figureOf(
      `pairs: tau noisy-bradley-terry, ${crowd}`,
      "tau",
      taus.map((tau) => tau.noisy),
    );
    measured.figures.push(plain, noisy);
    measured.ratios.push({ name: `pairs tau noisy/plain ${crowd}`, value: noisy.value / plain.value });
  }
  return measured;
}

/** Scores are normal with a deviation of 1.5; the first contributors are the bad ones. */
function simulate({ seed, items, contributors, votes, badShare, badness }: Plan): Simulated {
  const random = seededRandom(seed);
  const truth = Float64Array.from({ length: items }, () => 1.5 * normal(random));
  const names = (count: number, prefix: string) =>
    Array.from({ length: count }, (_, number) => `${prefix} ${String(number).padStart(5, "0")}`);
  const drawn: PairVotes = {
    items: names(items, "item"),
    contributors: names(contributors, "contributor"),
    left: new Int32Array(votes),
    right: new Int32Array(votes),
    result: new Uint8Array(votes),
    contributor: new Int32Array(votes),
  };
  for (let vote = 0; vote < votes; vote++) {
    const left = Math.floor(random.nextFloat() * items);
    const right = (left + 1 + Math.floor(random.nextFloat() * (items - 1))) % items;
    const contributor = Math.floor(random.nextFloat() * contributors);
    const honest = drawResult((truth[left] ?? 0) - (truth[right] ?? 0), random);
    drawn.left[vote] = left;
    drawn.right[vote] = right;
    drawn.contributor[vote] = contributor;
    drawn.result[vote] = contributor < badShare * contributors ? spoiled(honest, badness, random) : honest;
  }
  return { votes: drawn, truth };
}

function drawResult(difference: number, random: SeededRandom): number {
  const { first, second } = davidsonChances(difference, logTie);
  const point = random.nextFloat();
  return point < first ? 0 : point < first + second ? 1 : 2;
}

function spoiled(honest: number, badness: Badness, random: SeededRandom): number {
  switch (badness) {
    case "honest":
      return honest;
    case "random":
      return Math.floor(random.nextFloat() * 3);
    case "left":
      return random.nextFloat() < 0.9 ? 0 : 1;
    case "inverted":
      return honest === 2 ? 2 : 1 - honest;
  }
}

function normal(random: SeededRandom): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random.nextFloat()));
  return radius * Math.cos(2 * Math.PI * random.nextFloat());
}

/** Of two items drawn at random, how much more often the scores stand as the truth does than the other way round. */
function kendallTau(scores: Float64Array, truth: Float64Array): number {
  let [sum, pairs] = [0, 0];
  for (let one = 1; one < scores.length; one++) {
    for (let other = 0; other < one; other++) {
      sum += Math.sign(((scores[one] ?? 0) - (scores[other] ?? 0)) * ((truth[one] ?? 0) - (truth[other] ?? 0)));
      pairs += 1;
    }
  }
  return sum / pairs;
}
