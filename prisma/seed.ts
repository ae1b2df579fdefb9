// The local trial's story: a few campaigns, people who write and judge, two epochs and a release. Everything is made by the
// functions that the site itself uses; the samples are really drawn from the starter model.
import { Logger, run } from "graphile-worker";
import type { CampaignDraft } from "#app/features/campaigns/campaign-draft.ts";
import { openCampaign } from "#app/features/campaigns/change-state.server.ts";
import { createCampaign } from "#app/features/campaigns/create.server.ts";
import { importPrompts } from "#app/features/campaigns/import/import-prompts.server.ts";
import { starter } from "#app/features/generation/models/catalogue.ts";
import { createRelease } from "#app/features/releases/create.server.ts";
import { importGoldFile } from "#app/features/tasks/gold/import-gold.server.ts";
import { vouchForCampaign } from "#app/features/tasks/standing/reputation.server.ts";
import { db, pool } from "#app/lib/db.server.ts";
import { invariant } from "#app/lib/invariant.ts";
import { log } from "#app/lib/log.server.ts";
import { parseTokens } from "#app/lib/money.ts";
import { seededRandom } from "#app/lib/seeded-random.ts";
import { comparisonCampaigns, kindCampaigns, storyGold, storyPrompts } from "#prisma/story/campaigns.ts";
import { chainTime, fundCampaigns, runEpoch } from "#prisma/story/chain.ts";
import { storyPeople, storyWallet } from "#prisma/story/people.ts";
import { carefulAnswer, carelessAnswer } from "#prisma/story/taste.ts";
import { until } from "#prisma/story/until.ts";
import { generate, judge } from "#prisma/story/work.ts";
import { taskList } from "#workers/server/task-list.ts";

const fundingWei = parseTokens("120");
const random = seededRandom(20_261_122);

/** Jobs that succeed are no news to who waits for the story; one that fails is. */
const logger = new Logger(() => (level, message) => {
  if (level === "warning" || level === "error") log.warn(message);
});

export async function seed(): Promise<void> {
  const jobs = await run({
    pgPool: pool(),
    taskList,
    concurrency: 2,
    logger,
    noHandleSignals: true,
    pollInterval: 200,
  });
  try {
    const campaignIds = await makeCampaigns(comparisonCampaigns);
    const kindIds = await makeCampaigns(kindCampaigns);
    await writeSamples(campaignIds);
    await writeKindSamples(kindIds);
    await giveAnswers(campaignIds, 12);
    await runEpoch();
    await giveAnswers(campaignIds, 4);
    await giveAnswers(kindIds, 2);
    await runEpoch();
    for (const campaignId of campaignIds) {
      await createRelease({ campaignId, requester: storyWallet(storyPeople.requester).address });
    }
    await jobsDone();
  } finally {
    await jobs.stop();
  }
}

async function makeCampaigns(drafts: (requester: string) => Array<CampaignDraft>): Promise<Array<string>> {
  const requester = storyWallet(storyPeople.requester);
  const made = [];
  for (const draft of drafts(requester.address)) {
    const campaign = await createCampaign(draft);
    await importPrompts(campaign.id, await storyPrompts(draft.languages));
    await importKnown(campaign.id, requester.address);
    made.push(campaign);
  }
  await fundCampaigns(
    requester,
    made.map(({ key }) => key),
    fundingWei,
  );
  for (const { id } of made) {
    await openCampaign(id, requester.address);
    // The operator of a local trial vouches for its story: standing earned here counts in other campaigns, too.
    await vouchForCampaign(id, true);
  }
  await jobsDone();
  return made.map(({ id }) => id);
}

async function writeSamples([english = "", others = ""]: ReadonlyArray<string>): Promise<void> {
  const [one, two] = storyPeople.neighbours.map((index) => storyWallet(index).address);
  const first = storyWallet(storyPeople.contributors[0]).address;
  const shares = [
    { address: one, campaignId: english, prompts: 8 },
    { address: two, campaignId: english, prompts: 6 },
    { address: first, campaignId: english, prompts: 2 },
    { address: two, campaignId: others, prompts: 6 },
    { address: one, campaignId: others, prompts: 2 },
  ];
  for (const { address = "", ...share } of shares) {
    await generate({ address, ...share, model: starter.id, now: await chainTime() });
  }
  await jobsDone();
}

/** Known-answer tasks, where the story has some for a campaign. */
async function importKnown(campaignId: string, requester: string): Promise<void> {
  const body = await storyGold(campaignId);
  if (body === null) return;
  const request = new Request("http://story/", {
    method: "POST",
    headers: { "Content-Type": "application/x-ndjson" },
    body,
  });
  const { rejected } = await importGoldFile(request, { campaignId, requester });
  invariant(rejected.length === 0, `known-answer tasks of ${campaignId} fit it: ${JSON.stringify(rejected)}`);
}

/** Two neighbours write for the campaigns of the other kinds, so that every contributor finds some to judge. */
async function writeKindSamples(campaignIds: ReadonlyArray<string>): Promise<void> {
  for (const [index, campaignId] of campaignIds.entries()) {
    const address = storyWallet(storyPeople.neighbours[index % 2] ?? storyPeople.neighbours[0]).address;
    await generate({ address, campaignId, prompts: 6, model: starter.id, now: await chainTime() });
  }
  await jobsDone();
}

async function giveAnswers(campaignIds: ReadonlyArray<string>, tasksEach: number): Promise<void> {
  for (const campaignId of campaignIds) {
    for (const index of [...storyPeople.contributors, ...storyPeople.neighbours]) {
      const answerOf = index === storyPeople.careless ? carelessAnswer : carefulAnswer;
      await judge({ address: storyWallet(index).address, campaignId, tasks: tasksEach, answerOf, random });
    }
  }
  await jobsDone();
}

/** All that are due by and by: gold closes when it will, and signals are looked for later. */
function jobsDone(): Promise<void> {
  return until("the jobs are done", async () => {
    const [row] = await db().$queryRaw<Array<{ left: number }>>`
      select count(*)::int as left from graphile_worker.jobs where run_at < now() + interval '6 seconds'`;
    return row?.left === 0;
  });
}
