import type { Task } from "graphile-worker";
import { z } from "zod";
import { closeTask } from "#app/features/tasks/closing/close.server.ts";

const payloadSchema = z.object({ taskId: z.string() });

/** After an answer, a change, a skip or the end of a lease: closes the task when nobody can answer it any more. */
export const closeTaskJob: Task = async (payload) => {
  await closeTask(payloadSchema.parse(payload).taskId);
};
