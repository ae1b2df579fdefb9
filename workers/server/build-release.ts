import type { Task } from "graphile-worker";
import { z } from "zod";
import { buildRelease } from "#app/features/releases/build.server.ts";

const payloadSchema = z.object({ releaseId: z.string() });

export const buildReleaseJob: Task = (payload) => buildRelease(payloadSchema.parse(payload).releaseId);
