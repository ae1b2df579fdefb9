// How a judge stands in one kind of one campaign, as the line under the task says it.
import type { TaskKind } from "#app/features/campaigns/kind-options.ts";

export type KindStanding = { campaignId: string; kind: TaskKind; accuracy: number; standardError: number; n: number };

export function findStanding(
  standings: ReadonlyArray<KindStanding>,
  { campaignId, kind }: { campaignId: string; kind: TaskKind },
): KindStanding | null {
  return standings.find((one) => one.campaignId === campaignId && one.kind === kind && one.n > 0) ?? null;
}

/** Half of a normal distribution's 95 % interval, in standard errors. */
const halfInterval = 1.96;

/** The error is rounded up, so that it is never told smaller than it is. */
export function standingInPercent({ accuracy, standardError, n }: KindStanding) {
  return { percent: Math.round(accuracy * 100), error: Math.ceil(standardError * halfInterval * 100), decided: n };
}
