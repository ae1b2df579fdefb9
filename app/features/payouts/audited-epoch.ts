// What the audit pages draw.
import type { EpochBody } from "#app/features/payouts/api.ts";

export type AuditedEpoch = {
  n: number;
  state: EpochBody["state"];
  totalWei: bigint;
  entries: number;
  members: number;
  audits: number;
  closedAt: Date;
  windowEndsAt: Date | null;
};

/** What an epoch says of one address: its leaf with the proof, and the epoch's entries that touch it. */
export type MemberInEpoch =
  | { ok: false; why: "not-an-address" | "no-epoch" }
  | {
      ok: true;
      address: string;
      cumulativeWei: bigint | null;
      proof: Array<string>;
      entries: Array<{ id: string; kind: string; at: Date; reviewWei: bigint; grantedWei: bigint }>;
    };
