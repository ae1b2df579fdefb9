import { z } from "zod";
import { addressSchema, type Operation, pageQuerySchema, pageSchema, weiSchema } from "#app/lib/http.ts";

export const earningsSchema = z.object({
  pendingWei: weiSchema,
  inReviewWei: weiSchema,
  claimableWei: weiSchema,
  claimedWei: weiSchema,
});
export type EarningsBody = z.infer<typeof earningsSchema>;

/** Where an amount stands on its way from an answer to a wallet. */
export const earningStages = ["pending", "in-review", "claimable", "claimed", "unpaid"] as const;
export type EarningStage = (typeof earningStages)[number];

export const earningEntrySchema = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  kind: z.string(),
  stage: z.enum(earningStages),
  /** signed: what was taken back is below zero */
  amountWei: z.string(),
  reason: z.string().nullable(),
  ref: z.string(),
  task: z.string().nullable(),
  sample: z.string().nullable(),
  campaign: z.object({ id: z.string(), title: z.string() }).nullable(),
  epoch: z.number().nullable(),
});
export type EarningEntry = z.infer<typeof earningEntrySchema>;

export const entriesQuerySchema = pageQuerySchema.extend({ stage: z.enum(earningStages).optional() });

export const epochStates = ["closing", "proposed", "challenged", "accepted", "rejected"] as const;

export const epochSchema = z.object({
  n: z.number(),
  state: z.enum(epochStates),
  root: z.string(),
  totalWei: weiSchema,
  ledgerDigest: z.string(),
  closedAt: z.iso.datetime(),
  proposedAt: z.iso.datetime().nullable(),
  windowEndsAt: z.iso.datetime().nullable(),
  chainId: z.number().nullable(),
  distributor: z.string().nullable(),
  txHash: z.string().nullable(),
  entries: z.number(),
  members: z.number(),
  auditsEndedAt: z.iso.datetime().nullable(),
});
export type EpochBody = z.infer<typeof epochSchema>;

export const epochFileNames = ["ledger.jsonl", "claims.jsonl", "answers.jsonl"] as const;
export type EpochFileName = (typeof epochFileNames)[number];

export const claimSchema = z.object({ cumulativeWei: weiSchema, proof: z.array(z.string()), root: z.string() });
export type ClaimBody = z.infer<typeof claimSchema>;

export const epochNumberSchema = z.coerce.number().int().min(1).max(2_147_483_647);
export const claimParamsSchema = z.object({ n: epochNumberSchema, address: addressSchema });

const file = (name: string, summary: string): Operation => ({
  method: "get",
  path: `/api/v1/epochs/{n}/${name}`,
  summary,
  signIn: false,
});

export const operations: Array<Operation> = [
  {
    method: "get",
    path: "/api/v1/earnings",
    summary: "What you earned: pending, in review, claimable, claimed.",
    response: earningsSchema,
    signIn: true,
  },
  {
    method: "get",
    path: "/api/v1/earnings/entries",
    summary: "Your entries, newest first, each with its reason, task and epoch.",
    query: entriesQuerySchema,
    response: pageSchema(earningEntrySchema),
    signIn: true,
  },
  {
    method: "get",
    path: "/api/v1/epochs",
    summary: "Epochs, newest first.",
    query: pageQuerySchema,
    response: pageSchema(epochSchema),
    signIn: false,
  },
  { method: "get", path: "/api/v1/epochs/{n}", summary: "One epoch.", response: epochSchema, signIn: false },
  file("ledger.jsonl", "The epoch's entries, one a line. Its keccak256 is the epoch's ledgerDigest."),
  file("claims.jsonl", "The leaves of the epoch's tree, one a line."),
  file("answers.jsonl", "What was answered and what came of it, once the epoch's audits have ended."),
  {
    method: "get",
    path: "/api/v1/epochs/{n}/claims/{address}",
    summary: "A member's leaf in the epoch's tree, with its proof.",
    response: claimSchema,
    signIn: false,
  },
];
