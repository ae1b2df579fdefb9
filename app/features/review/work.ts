import { z } from "zod";
import { messageSchema } from "#app/features/campaigns/draft.ts";
import { taskKinds } from "#app/features/campaigns/kind-options.ts";

/** A contribution as a reviewer sees it: the work and the rules it was done under, never whose it is. */
export const workSchema = z.object({
  subject: z.enum(["answer", "sample"]),
  /** of an answer; null for a sample */
  kind: z.enum(taskKinds).nullable(),
  prompt: z.object({ messages: z.array(messageSchema) }),
  samples: z.array(z.object({ id: z.string(), text: z.string() })),
  answer: z.record(z.string(), z.unknown()).nullable(),
  options: z.record(z.string(), z.unknown()),
  /** those in force when it was made */
  guidelines: z.string(),
  guidelinesVersion: z.number(),
  payRule: z.string().nullable(),
  /** what was reported of it or of its contributor here, by people or by the site: evidence, and no verdict */
  evidence: z.array(
    z.object({ reason: z.string(), figures: z.array(z.object({ name: z.string(), value: z.number() })) }),
  ),
});
export type Work = z.infer<typeof workSchema>;
