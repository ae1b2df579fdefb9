// The public files and calls about money, read as an auditor or a member reads them.
import { type APIRequestContext, expect } from "@playwright/test";
import { Contract } from "ethers";
import { z } from "zod";
import { distributorAbi } from "#app/lib/chain.ts";
import { chain } from "./site.ts";

const wei = z.string().regex(/^\d+$/).transform(BigInt);
const earningsSchema = z.object({ pendingWei: wei, inReviewWei: wei, claimableWei: wei, claimedWei: wei });
const epochSchema = z.object({ n: z.number(), state: z.string(), distributor: z.string() });
const epochsSchema = z.object({ items: z.array(epochSchema) });
const leafSchema = z.object({ address: z.string(), cumulativeWei: wei });

export type Earnings = z.infer<typeof earningsSchema>;

export async function earningsOf(member: APIRequestContext): Promise<Earnings> {
  return earningsSchema.parse(await (await member.get("/api/v1/earnings")).json());
}

/** Money moves by jobs and by blocks: the member looks until it has. */
export async function waitForEarnings(
  member: APIRequestContext,
  hasCome: (earnings: Earnings) => boolean,
): Promise<Earnings> {
  await expect
    .poll(async () => hasCome(await earningsOf(member)), { timeout: 120_000, message: "the money moves on" })
    .toBe(true);
  return earningsOf(member);
}

export async function listEpochs(request: APIRequestContext): Promise<Array<z.infer<typeof epochSchema>>> {
  return epochsSchema.parse(await (await request.get("/api/v1/epochs?limit=200")).json()).items;
}

export async function latestAccepted(request: APIRequestContext): Promise<number> {
  const accepted = (await listEpochs(request)).filter(({ state }) => state === "accepted");
  return Math.max(...accepted.map(({ n }) => n));
}

/** The token's address, as the distributor itself names it. */
export async function tokenOf(request: APIRequestContext): Promise<string> {
  const [epoch] = await listEpochs(request);
  if (!epoch) throw new Error("the story has an epoch");
  return String(await new Contract(epoch.distributor, distributorAbi, chain()).getFunction("token")());
}

/** @returns one string a line */
export async function ledgerOf(request: APIRequestContext, n: number): Promise<Array<string>> {
  return linesOf(await (await request.get(`/api/v1/epochs/${n}/ledger.jsonl`)).text());
}

/** Address → all that was ever granted to it. */
export async function claimsOf(request: APIRequestContext, n: number): Promise<Map<string, bigint>> {
  const lines = linesOf(await (await request.get(`/api/v1/epochs/${n}/claims.jsonl`)).text());
  const leaves = lines.map((line) => leafSchema.parse(JSON.parse(line)));
  return new Map(leaves.map(({ address, cumulativeWei }) => [address, cumulativeWei]));
}

function linesOf(text: string): Array<string> {
  return text.split("\n").filter(Boolean);
}
