import type { Task } from "graphile-worker";
import { settleReplays } from "#app/features/generation/replays-settle.server.ts";

export const settleReplaysJob: Task = async () => {
  await settleReplays(new Date());
};
