import type { Task } from "graphile-worker";
import { z } from "zod";
import { drawAudits } from "#app/features/review/draw-audits.server.ts";

const payloadSchema = z.object({ epochN: z.number().int().positive() });

export const drawAuditsJob: Task = async (payload) => {
  await drawAudits(payloadSchema.parse(payload).epochN);
};
