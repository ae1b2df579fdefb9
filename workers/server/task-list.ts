// Every job by its name; the name and what it is given are listed in app/lib/jobs.server.ts.
import type { TaskList } from "graphile-worker";
import { buildReleaseJob } from "#workers/server/build-release.ts";
import { closeEpochJob } from "#workers/server/close-epoch.ts";
import { closeTaskJob } from "#workers/server/close-task.ts";
import { decideSampleJob } from "#workers/server/decide-sample.ts";
import { disputeBadGoldJob } from "#workers/server/dispute-bad-gold.ts";
import { drawAuditsJob } from "#workers/server/draw-audits.ts";
import { findSignalsJob } from "#workers/server/find-signals.ts";
import { fitCampaignJob } from "#workers/server/fit-campaign.ts";
import { indexChainJob } from "#workers/server/index-chain.ts";
import { openPromptsJob } from "#workers/server/open-prompts.ts";
import { openTasksJob } from "#workers/server/open-tasks.ts";
import { settleReplaysJob } from "#workers/server/settle-replays.ts";
import { verifySamplesJob } from "#workers/server/verify-samples.ts";

export const taskList: TaskList = {
  "build-release": buildReleaseJob,
  "close-epoch": closeEpochJob,
  "close-task": closeTaskJob,
  "decide-sample": decideSampleJob,
  "dispute-bad-gold": disputeBadGoldJob,
  "draw-audits": drawAuditsJob,
  "find-signals": findSignalsJob,
  "fit-campaign": fitCampaignJob,
  "index-chain": indexChainJob,
  "open-prompts": openPromptsJob,
  "open-tasks": openTasksJob,
  "settle-replays": settleReplaysJob,
  "verify-samples": verifySamplesJob,
};
