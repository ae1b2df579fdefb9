import type { PairVotes } from "#app/features/quality/pairs/comparisons.ts";
import { pairOfVotes } from "#app/features/quality/pairs/comparisons.ts";
import { scoreErrors } from "#app/features/quality/pairs/component-errors.ts";
import { type ContributorFit, type CrowdFit, voteChance } from "#app/features/quality/pairs/crowd-bradley-terry.ts";
import { davidsonChances, emptySlopes, measureSlopes, type PairSlopes } from "#app/features/quality/pairs/davidson.ts";
import { defaultPriorWeight } from "#app/features/quality/pairs/logistic-prior.ts";
import { clustersOf, type VoteSlope } from "#app/features/quality/pairs/pair-errors.ts";

/**
 * Standard errors of a crowd fit's centred scores: the clustered sandwich around each vote's expected information, the
 * contributors' shares held where the fit found them.
 */
export function crowdErrors(votes: PairVotes, fit: CrowdFit): Float64Array {
  const slopes = emptySlopes(fit.counts);
  measureSlopes(fit.counts, fit.parameters, defaultPriorWeight, slopes);
  informationOf(votes, fit, slopes);
  const clusters = clustersOf(votes, (vote) => slopeOf(votes, fit, vote, votes.result[vote] ?? 0).slope);
  return scoreErrors({ counts: fit.counts, slopes, component: fit.component, clusters });
}

/** Replaces the curvature of certain votes by what votes of doubtful contributors tell; the priors' stays. */
function informationOf(votes: PairVotes, fit: CrowdFit, slopes: PairSlopes): void {
  const pairs = pairOfVotes(votes, fit.counts);
  slopes.ofDifference.fill(0);
  slopes.across.fill(0);
  slopes.ofTie = 0;
  for (let vote = 0; vote < votes.left.length; vote++) {
    const pair = pairs[vote] ?? 0;
    const side = (votes.left[vote] ?? 0) < (votes.right[vote] ?? 0) ? 1 : -1;
    for (let result = 0; result < 3; result++) {
      const { chance, slope } = slopeOf(votes, fit, vote, result);
      slopes.ofDifference[pair] = (slopes.ofDifference[pair] ?? 0) + chance * slope.lead * slope.lead;
      slopes.across[pair] = (slopes.across[pair] ?? 0) + side * chance * slope.lead * slope.tie;
      slopes.ofTie += chance * slope.tie * slope.tie;
    }
  }
}

/** How probable a result of this vote was, and the slope of that chance's logarithm. */
function slopeOf(
  votes: PairVotes,
  { parameters, tieStrength, contributors }: CrowdFit,
  vote: number,
  result: number,
): { chance: number; slope: VoteSlope } {
  const contributor = contributors[votes.contributor[vote] ?? -1];
  const difference = (parameters[votes.left[vote] ?? 0] ?? 0) - (parameters[votes.right[vote] ?? 0] ?? 0);
  const logTie = Math.log(tieStrength);
  const chance = voteChance(contributor, result, difference, logTie);
  if (!(chance > 0)) return { chance: 0, slope: { lead: 0, tie: 0 } };

  const { honest, inverted } = sharesOf(contributor);
  const { first, second, tie } = davidsonChances(difference, logTie);
  const lead = (first - second) / 2;
  const [own, other] = result === 2 ? [tie, tie] : result === 0 ? [first, second] : [second, first];
  const push = result === 2 ? 0 : result === 0 ? 0.5 : -0.5;
  const isTie = result === 2 ? 1 : 0;
  const ofLead = honest * own * (push - lead) + inverted * other * (-push - lead);
  const ofTie = tieStrength > 0 ? (honest * own + inverted * other) * (isTie - tie) : 0;
  return { chance, slope: { lead: ofLead / chance, tie: ofTie / chance } };
}

function sharesOf(contributor: ContributorFit | undefined): { honest: number; inverted: number } {
  return contributor ?? { honest: 1, inverted: 0 };
}
