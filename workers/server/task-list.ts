// Every job by its name; the name and what it is given are listed in app/lib/jobs.server.ts.
import type { TaskList } from "graphile-worker";
import { closeEpochJob } from "#workers/server/close-epoch.ts";
import { drawAuditsJob } from "#workers/server/draw-audits.ts";
import { indexChainJob } from "#workers/server/index-chain.ts";
import { verifySamplesJob } from "#workers/server/verify-samples.ts";

export const taskList: TaskList = {
  "close-epoch": closeEpochJob,
  "draw-audits": drawAuditsJob,
  "index-chain": indexChainJob,
  "verify-samples": verifySamplesJob,
};
