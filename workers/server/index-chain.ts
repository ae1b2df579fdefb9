import type { Task } from "graphile-worker";
import { indexChain } from "#app/features/payouts/index-chain.server.ts";
import { chainAnswers } from "#app/lib/chain.server.ts";
import { log } from "#app/lib/log.server.ts";

/** Comes round by itself: while the chain is away there is nothing to read, and the next round reads on. */
export const indexChainJob: Task = async () => {
  if (!(await chainAnswers())) return log.warn("the chain does not answer: its events are read later");
  await indexChain();
};
