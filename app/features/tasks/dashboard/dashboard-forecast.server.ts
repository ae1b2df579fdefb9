import type { CampaignView } from "#app/features/campaigns/api.ts";
import { taskCount } from "#app/features/campaigns/tasks-of-prompt.ts";
import { expectedRest, type Forecast } from "#app/features/tasks/dashboard/dashboard-forecast.ts";
import { type KindCost, kindCostsOf } from "#app/features/tasks/dashboard/dashboard-work.server.ts";
import { db } from "#app/lib/db.server.ts";

/** What is still to come of a campaign: prompts without tasks as their full number of samples, and tasks that are open. */
export async function forecastOf(campaign: CampaignView): Promise<Forecast> {
  const { id: campaignId, judging, prices, redundancy } = campaign;
  const isOver = campaign.state === "closed";
  const unpaired = { campaignId, pairedAt: null };
  const [prompts, accepted, costs] = await Promise.all([
    db().prompt.count({ where: unpaired }),
    db().sample.count({ where: { campaignId, state: "accepted", prompt: { pairedAt: null } } }),
    kindCostsOf(campaignId),
  ]);
  const promptsLeft = isOver ? 0 : prompts;
  return expectedRest({
    samplePriceWei: BigInt(prices.samplePriceWei),
    overheadBps: prices.overheadBps,
    samplesLeft: Math.max(0, promptsLeft * redundancy.candidatesPerPrompt - accepted),
    kinds: judging.map(({ kind, priceWei, answersMin, answersMax, goldEvery }) => {
      const soFar = costs.find((cost) => cost.kind === kind) ?? nothingYet(kind);
      const toCome = promptsLeft * taskCount(kind, redundancy.candidatesPerPrompt);
      return {
        ...soFar,
        rule: { kind, priceWei: BigInt(priceWei), answersMin, answersMax, goldEvery },
        tasksLeft: soFar.tasksOpen + toCome,
      };
    }),
  });
}

function nothingYet(kind: KindCost["kind"]): KindCost {
  return { kind, tasksOpen: 0, tasksClosed: 0, answers: 0, paid: 0, goldAnswers: 0 };
}
