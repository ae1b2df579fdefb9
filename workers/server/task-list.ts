// Every job by its name; the name and what it is given are listed in app/lib/jobs.server.ts.
import type { TaskList } from "graphile-worker";
import { drawAuditsJob } from "#workers/server/draw-audits.ts";
import { verifySamplesJob } from "#workers/server/verify-samples.ts";

export const taskList: TaskList = {
  "draw-audits": drawAuditsJob,
  "verify-samples": verifySamplesJob,
};
