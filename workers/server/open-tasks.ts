import type { Task } from "graphile-worker";
import { z } from "zod";
import { openTasks } from "#app/features/tasks/queue/open-tasks.server.ts";

const payloadSchema = z.object({ promptId: z.string() });

/** Every slot of a prompt is spent: its accepted samples become tasks. */
export const openTasksJob: Task = async (payload) => {
  await openTasks(payloadSchema.parse(payload).promptId);
};
