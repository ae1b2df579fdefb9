// Writing by the public calls: a newcomer's samples, really drawn from the starter model, in Node.
import { type APIRequestContext, expect } from "@playwright/test";
import { z } from "zod";
import {
  generationLeasesSchema,
  type SampleResult,
  sampleStatesSchema,
  samplesResultSchema,
} from "#app/features/generation/api.ts";
import { starter } from "#app/features/generation/models/catalogue.ts";
import { drawSamples } from "#prisma/story/draw.ts";
import { memberOf, newcomer, own } from "./people.ts";

const entriesSchema = z.object({ items: z.array(z.object({ epoch: z.number().nullable() })) });

/**
 * All candidates of one more prompt of a campaign. Each is decided when this ends, and belongs to an epoch that has closed:
 * what the journey itself earns afterwards is not audited together with them.
 */
export async function writeCandidates(campaignId: string): Promise<void> {
  const member = await memberOf(newcomer());
  const wish = { campaignId, models: [starter.id], prompts: 1, candidates: 32 };
  const leased = await member.post("/api/v1/generation/lease", { headers: own, data: wish });
  for (const lease of generationLeasesSchema.parse(await leased.json()).leases) {
    const data = { leaseId: lease.id, backend: "node", dtype: lease.model.dtype, samples: await drawSamples(lease) };
    const sent = await member.post("/api/v1/generation/samples", { headers: own, data });
    expect(sent.ok(), await sent.text()).toBe(true);
    const ids = samplesResultSchema.parse(await sent.json()).results.flatMap(idIfTaken);
    await expect.poll(() => areDecided(member, ids), { timeout: 60_000 }).toBe(true);
  }
  await expect.poll(() => haveEpochs(member), { timeout: 90_000 }).toBe(true);
}

function idIfTaken({ sampleId }: SampleResult): Array<string> {
  return sampleId === undefined ? [] : [sampleId];
}

async function areDecided(member: APIRequestContext, ids: ReadonlyArray<string>): Promise<boolean> {
  const states = await statesOf(member, ids);
  return states.every((state) => state === "accepted" || state === "rejected");
}

/** Of the member's own samples. */
export async function statesOf(member: APIRequestContext, ids: ReadonlyArray<string>): Promise<Array<string>> {
  const answer = await member.get(`/api/v1/generation/samples?ids=${ids.join(",")}`);
  return sampleStatesSchema.parse(await answer.json()).items.map(({ state }) => state);
}

async function haveEpochs(member: APIRequestContext): Promise<boolean> {
  const { items } = entriesSchema.parse(await (await member.get("/api/v1/earnings/entries?limit=200")).json());
  return items.every(({ epoch }) => epoch !== null);
}
