// Generating and judging in the story: the product's own functions, called for its people.
import { variantCount } from "#app/features/campaigns/generation-recipes/variant.ts";
import type { GenerationLeaseView } from "#app/features/generation/api.ts";
import { leasePrompts } from "#app/features/generation/leases/lease.server.ts";
import { submitSamples } from "#app/features/generation/submission/submit.server.ts";
import type { TaskLease } from "#app/features/tasks/api.ts";
import { leaseTasks } from "#app/features/tasks/queue/lease.server.ts";
import { submitAnswers } from "#app/features/tasks/queue/submit.server.ts";
import { invariant } from "#app/lib/invariant.ts";
import type { SeededRandom } from "#app/lib/seeded-random.ts";
import { drawSamples } from "#prisma/story/draw.ts";

type Generating = { address: string; campaignId: string; model: string; prompts: number; now: Date };

/** Leases prompts and draws their candidates from the starter model, in Node: all variants of a recipe, one after the other. */
export async function generate(work: Generating): Promise<void> {
  const [first] = await generateOnce(work);
  const variants = first ? variantCount(first.recipe) : 1;
  for (let variant = 1; variant < variants; variant++) await generateOnce(work);
}

async function generateOnce({ address, campaignId, model, prompts, now }: Generating) {
  const leased = await leasePrompts({ address, campaignId, models: [model], prompts, candidates: 32, now });
  invariant(leased.ok, `${address} can lease prompts`);
  for (const lease of leased.leases) await draw(lease, { address, now });
  return leased.leases;
}

async function draw(lease: GenerationLeaseView, { address, now }: { address: string; now: Date }): Promise<void> {
  const sent = await submitSamples({
    leaseId: lease.id,
    backend: "node",
    dtype: lease.model.dtype,
    samples: await drawSamples(lease),
    address,
    now,
  });
  invariant(sent.ok, "samples of a live lease are taken");
}

type Judging = {
  address: string;
  campaignId: string;
  tasks: number;
  answerOf: (task: TaskLease, random: SeededRandom) => unknown;
  random: SeededRandom;
};

/** Answers up to so many tasks, a few at a time. */
export async function judge({ address, campaignId, tasks, answerOf, random }: Judging): Promise<void> {
  for (let left = tasks; left > 0; ) {
    const { leases } = await leaseTasks({ address, campaignId, count: Math.min(left, 8) });
    if (leases.length === 0) return;
    const answers = leases.map((lease) => {
      return { leaseId: lease.id, answer: answerOf(lease, random), dwellMs: readingMs(lease, random) };
    });
    await submitAnswers(address, answers);
    left -= leases.length;
  }
}

/** A few seconds to look, and the time that its words take. */
function readingMs({ samples }: TaskLease, random: SeededRandom): number {
  const letters = samples.reduce((sum, { text }) => sum + text.length, 0);
  return Math.round((3_000 + letters * 40) * (0.6 + 0.8 * random.nextFloat()));
}
