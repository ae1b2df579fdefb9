import type { Task } from "graphile-worker";
import { settleReplays } from "#app/features/generation/replay/replays-settle.server.ts";

export const settleReplaysJob: Task = async () => {
  await settleReplays(new Date());
};
