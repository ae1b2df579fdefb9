import { z } from "zod";

/** What happens next with everybody's pay; times are ISO 8601. */
export const nextEventsSchema = z.object({
  /** the epoch that closes next */
  epochN: z.number(),
  epochSeconds: z.number(),
  /** null before the contracts are deployed */
  windowSeconds: z.number().nullable(),
  /** null when nothing has changed since the last one closed, or while a proposal is on its way */
  closesAt: z.string().nullable(),
  /** a proposed epoch's window, which ends with its acceptance unless it is rejected */
  window: z.object({ epochN: z.number(), endsAt: z.string() }).nullable(),
  /** an epoch has closed and is on its way to the chain */
  isProposing: z.boolean(),
});
export type NextEvents = z.infer<typeof nextEventsSchema>;
