import type { Task } from "graphile-worker";
import { closeEpoch } from "#app/features/payouts/close-epoch.server.ts";
import { proposeClosedEpoch } from "#app/features/payouts/propose.server.ts";
import { chainAnswers } from "#app/lib/chain.server.ts";
import { log } from "#app/lib/log.server.ts";

/** Comes round by itself. What was closed while the chain is away is proposed when it is back. */
export const closeEpochJob: Task = async () => {
  const closed = await closeEpoch(new Date());
  if (closed.ok) log.info({ n: closed.n }, "an epoch was closed");
  if (await chainAnswers()) await proposeClosedEpoch();
};
