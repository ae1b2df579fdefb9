import type { CampaignView } from "#app/features/campaigns/api.ts";
import { getCampaign } from "#app/features/campaigns/get.server.ts";
import type { TaskKind } from "#app/features/campaigns/kind-options.ts";
import { agreementOf } from "#app/features/tasks/dashboard/campaign-agreement.server.ts";
import type { Dashboard } from "#app/features/tasks/dashboard/dashboard.ts";
import { forecastOf } from "#app/features/tasks/dashboard/dashboard-forecast.server.ts";
import { countPeople, peopleAPage, peopleOf } from "#app/features/tasks/dashboard/dashboard-people.server.ts";
import { flagsOf, skipsOf, workOf } from "#app/features/tasks/dashboard/dashboard-work.server.ts";
import { listDisagreements } from "#app/features/tasks/dashboard/disagreements.server.ts";
import { campaignThroughput } from "#app/features/tasks/dashboard/throughput.server.ts";
import { notFound } from "#app/lib/http.server.ts";

type Asked = { campaignId: string; requester: string; page: number; kind: TaskKind | null };

/** Everything that a requester is shown of a campaign of theirs; for anybody else there is no such campaign. */
export async function getDashboard({ campaignId, requester, page, kind }: Asked): Promise<Dashboard> {
  const campaign = await getOwnCampaign(campaignId, requester);
  // Texts written anew can't disagree.
  const comparable = campaign.kinds.filter((asked) => asked !== "edit");
  const [forecast, work, agreement, throughput, flags, skips, people, total, disagreements] = await Promise.all([
    forecastOf(campaign),
    workOf(campaignId),
    agreementOf(campaignId, campaign.judging),
    campaignThroughput(campaignId),
    flagsOf(campaignId),
    skipsOf(campaignId),
    peopleOf(campaignId, page),
    countPeople(campaignId),
    listDisagreements(campaignId, kind ? [kind] : comparable),
  ]);
  return {
    ...{ campaign, forecast, work, agreement, throughput, flags, skips, disagreements },
    people: { items: people, total, page, pages: Math.max(1, Math.ceil(total / peopleAPage)) },
  };
}

async function getOwnCampaign(campaignId: string, requester: string): Promise<CampaignView> {
  const campaign = await getCampaign(campaignId, requester);
  if (campaign.requester !== requester) throw notFound("campaign");
  return campaign;
}
