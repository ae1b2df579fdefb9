// Writing by the public calls: a newcomer's samples, really drawn from the starter model, in Node.
import { expect } from "@playwright/test";
import {
  generationLeasesSchema,
  type SampleResult,
  sampleStatesSchema,
  samplesResultSchema,
} from "#app/features/generation/api.ts";
import { starter } from "#app/features/generation/models/catalogue.ts";
import { drawSamples } from "#prisma/story/draw.ts";
import { memberOf, newcomer, own } from "./people.ts";

/** All candidates of one more prompt of a campaign, until each is accepted or rejected. */
export async function writeCandidates(campaignId: string): Promise<void> {
  const member = await memberOf(newcomer());
  const wish = { campaignId, models: [starter.id], prompts: 1, candidates: 32 };
  const leased = await member.post("/api/v1/generation/lease", { headers: own, data: wish });
  for (const lease of generationLeasesSchema.parse(await leased.json()).leases) {
    const data = { leaseId: lease.id, backend: "node", dtype: lease.model.dtype, samples: await drawSamples(lease) };
    const sent = await member.post("/api/v1/generation/samples", { headers: own, data });
    expect(sent.ok(), await sent.text()).toBe(true);
    const ids = samplesResultSchema.parse(await sent.json()).results.flatMap(idIfTaken);
    await expect
      .poll(async () => {
        const answer = await member.get(`/api/v1/generation/samples?ids=${ids.join(",")}`);
        return sampleStatesSchema.parse(await answer.json()).items.filter(({ state }) => !settled.includes(state));
      })
      .toEqual([]);
  }
}

const settled = ["accepted", "rejected"];

function idIfTaken({ sampleId }: SampleResult): Array<string> {
  return sampleId === undefined ? [] : [sampleId];
}
