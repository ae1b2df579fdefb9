/** What happens next with everybody's pay; times are ISO 8601. */
export type NextEvents = {
  /** the epoch that closes next */
  epochN: number;
  epochSeconds: number;
  /** null before the contracts are deployed */
  windowSeconds: number | null;
  /** null when nothing has changed since the last one closed, or while a proposal is on its way */
  closesAt: string | null;
  /** a proposed epoch's window, which ends with its acceptance unless it is rejected */
  window: { epochN: number; endsAt: string } | null;
  /** an epoch has closed and is on its way to the chain */
  isProposing: boolean;
};
