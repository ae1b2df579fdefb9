// The most that a prompt and its tasks can cost. What is reserved when a prompt opens is this and nothing else.
import type { TaskKind } from "#app/features/campaigns/kind-options.ts";
import { goldCount, taskCount } from "#app/features/campaigns/tasks-of-prompt.ts";
import { costOf } from "#app/features/ledger/pay.ts";
import { sumOf } from "#app/lib/money.ts";

export type KindRule = { kind: TaskKind; priceWei: bigint; answersMax: number; goldEvery: number };

export type CampaignRule = {
  candidatesPerPrompt: number;
  samplePriceWei: bigint;
  overheadBps: number;
  kinds: ReadonlyArray<KindRule>;
};

/** The answers that a kind may get to a prompt with so many accepted samples, gold included. */
function mostAnswers({ kind, answersMax, goldEvery }: KindRule, samples: number): number {
  const answers = taskCount(kind, samples) * answersMax;
  return answers + goldCount(answers, goldEvery);
}

/** Every task of a prompt with so many accepted samples, answered to its limit, and the gold among them. */
export function tasksCostWei({ kinds, overheadBps }: CampaignRule, samples: number): bigint {
  return sumOf(kinds.map((rule) => BigInt(mostAnswers(rule, samples)) * costOf(rule.priceWei, overheadBps)));
}

/** A prompt with every sample accepted and every task answered to its limit. */
export function promptCostWei(rule: CampaignRule): bigint {
  const samples = BigInt(rule.candidatesPerPrompt) * costOf(rule.samplePriceWei, rule.overheadBps);
  return samples + tasksCostWei(rule, rule.candidatesPerPrompt);
}
