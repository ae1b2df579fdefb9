// What a requester is shown of a campaign: figures over its closed tasks, and nothing of those that are still open.
import type { CampaignView } from "#app/features/campaigns/api.ts";
import type { TaskKind } from "#app/features/campaigns/kind-options.ts";
import type { KindAgreement } from "#app/features/tasks/dashboard/campaign-agreement.ts";
import type { Forecast } from "#app/features/tasks/dashboard/dashboard-forecast.ts";
import type { DashboardPerson } from "#app/features/tasks/dashboard/dashboard-person.ts";
import type { Disagreement } from "#app/features/tasks/dashboard/disagreements.ts";
import type { Throughput } from "#app/features/tasks/dashboard/throughput.ts";

/** What was done in one kind, of one language or (`null`) of all. */
export type WorkSum = {
  kind: TaskKind;
  language: string | null;
  tasks: number;
  undecided: number;
  answers: number;
  flagged: number;
  /** How long an answer took: the tenth, the fiftieth and the ninetieth of a hundred. */
  dwellMs: { low: number; median: number; high: number } | null;
};

export type ReasonCount = { reason: string; count: number };

export type Dashboard = {
  campaign: CampaignView;
  forecast: Forecast;
  work: Array<WorkSum>;
  agreement: Array<KindAgreement>;
  throughput: Throughput | null;
  flags: Array<ReasonCount>;
  skips: Array<ReasonCount>;
  people: { items: Array<DashboardPerson>; total: number; page: number; pages: number };
  disagreements: Array<Disagreement>;
};
