import type { Work } from "#app/features/review/work.ts";

/** A dispute as the reviewer who may decide it sees it: the work, what came of it and the contributor's words, never whose it is. */
export type OpenDispute = {
  id: string;
  /** the contributor's words */
  reason: string;
  /** code of why it was not paid or was taken back */
  unpaidReason: string | null;
  /** the words of the reviewer who overturned it */
  verdict: string | null;
  /** of the task: what its answers add up to */
  outcome: { result: string; probability: number } | null;
  priceWei: string;
  campaign: { id: string; title: string };
  createdAt: string;
  lapsesWithEpoch: number;
  work: Work;
};
