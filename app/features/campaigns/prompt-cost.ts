// What a campaign would cost, while it is still being typed.
import { campaignRequestFields, usualOverheadBps } from "#app/features/campaigns/campaign-draft.ts";
import { requestOf } from "#app/features/campaigns/form/form-request.ts";
import type { FormValues } from "#app/features/campaigns/form/form-values.ts";
import type { TaskKind } from "#app/features/campaigns/kind-options.ts";
import { promptCostWei, tasksCostWei } from "#app/features/campaigns/reservation.ts";
import { taskCount } from "#app/features/campaigns/tasks-of-prompt.ts";
import { costOf } from "#app/features/ledger/pay.ts";

export type KindCost = { kind: TaskKind; tasks: number; answers: number; mostWei: bigint };
export type PromptCost = {
  samples: number;
  samplesWei: bigint;
  kinds: Array<KindCost>;
  /** With every task answered as often as it may be, gold included: what is reserved. */
  mostWei: bigint;
  /** With every task closed at its fewest answers. */
  leastWei: bigint;
};

const priced = campaignRequestFields.pick({ samplePriceWei: true, candidatesPerPrompt: true, kinds: true });

/** @returns null as long as prices or numbers are missing or out of bounds */
export function promptCost(form: FormValues): PromptCost | null {
  const { samplePriceWei, candidatesPerPrompt, kinds } = requestOf(form);
  const parsed = priced.safeParse({ samplePriceWei, candidatesPerPrompt, kinds });
  if (!parsed.success) return null;
  const rule = { ...parsed.data, overheadBps: usualOverheadBps };
  const samples = rule.candidatesPerPrompt;
  const atLeast = rule.kinds.map((kind) => ({ ...kind, answersMax: kind.answersMin }));
  return {
    samples,
    samplesWei: BigInt(samples) * costOf(rule.samplePriceWei, rule.overheadBps),
    kinds: rule.kinds.map((kind) => ({
      kind: kind.kind,
      tasks: taskCount(kind.kind, samples),
      answers: kind.answersMax,
      mostWei: tasksCostWei({ ...rule, kinds: [kind] }, samples),
    })),
    mostWei: promptCostWei(rule),
    leastWei: promptCostWei({ ...rule, kinds: atLeast }),
  };
}
