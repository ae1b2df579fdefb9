// The most that a prompt and its tasks can cost. What is reserved when a prompt opens is this and nothing else.
import { costOf } from "#app/features/ledger/pay.ts";

export type CampaignRule = {
  candidatesPerPrompt: number;
  answersMax: number;
  samplePriceWei: bigint;
  answerPriceWei: bigint;
  overheadBps: number;
};

/** How many pairs a ring of samples has: n for three or more, one for two, none below. */
export function ringSize(samples: number): number {
  if (samples < 2) return 0;
  return samples === 2 ? 1 : samples;
}

/** One sample and the overhead on it. */
export function sampleCostWei({ samplePriceWei, overheadBps }: CampaignRule): bigint {
  return costOf(samplePriceWei, overheadBps);
}

/** One answer and the overhead on it. */
export function answerCostWei({ answerPriceWei, overheadBps }: CampaignRule): bigint {
  return costOf(answerPriceWei, overheadBps);
}

/** A task with every answer that it may get, all of them paid. */
export function taskCostWei(rule: CampaignRule): bigint {
  return BigInt(rule.answersMax) * answerCostWei(rule);
}

/** A prompt with every sample accepted and every task answered to its limit. */
export function promptCostWei(rule: CampaignRule): bigint {
  const samples = BigInt(rule.candidatesPerPrompt) * sampleCostWei(rule);
  return samples + BigInt(ringSize(rule.candidatesPerPrompt)) * taskCostWei(rule);
}
