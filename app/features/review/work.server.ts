// A contribution of any kind, as reviewers see it in audits, disputes and reports.
import { z } from "zod";
import { messageSchema } from "#app/features/campaigns/draft.ts";
import { figuresOf } from "#app/features/review/evidence.ts";
import type { Work } from "#app/features/review/work.ts";
import { db } from "#app/lib/db.server.ts";
import { invariant } from "#app/lib/invariant.ts";

const messagesSchema = z.array(messageSchema);
const recordSchema = z.record(z.string(), z.unknown());
const goldPayloadSchema = z.object({ sampleIds: z.array(z.string()) });

/** @param ref id of an answer or of a sample. Throws when there is neither. */
export async function workOf(ref: string): Promise<Work> {
  const work = await findWork(ref);
  invariant(work, "what is reviewed is an answer or a sample");
  return work;
}

export async function findWork(ref: string): Promise<Work | null> {
  return (await findAnswer(ref)) ?? findSample(ref);
}

async function findAnswer(id: string): Promise<Work | null> {
  const answer = await db().answer.findUnique({
    where: { id },
    include: {
      task: {
        include: {
          prompt: true,
          gold: true,
          samples: { include: { sample: true }, orderBy: { position: "asc" } },
          campaign: { include: { kinds: true } },
        },
      },
    },
  });
  if (!answer) return null;
  const { task, address, createdAt } = answer;
  const asked = task.campaign.kinds.find(({ kind }) => kind === task.kind);
  const samples = task.gold
    ? goldSamples(task.gold.texts, task.payload)
    : task.samples.map(({ sample }) => ({ id: sample.id, text: sample.text }));
  return {
    subject: "answer",
    kind: task.kind,
    prompt: { messages: messagesSchema.parse((task.gold ?? task.prompt)?.messages ?? []) },
    samples,
    // Nobody sees others' answers before their task closes, reviewers included.
    answer: task.state === "closed" ? recordSchema.parse(answer.answer) : null,
    options: recordSchema.parse(asked?.options ?? {}),
    payRule: asked?.payRule ?? null,
    ...(await guidelinesAt(task.campaignId, createdAt)),
    evidence: await evidenceOf({ ref: id, subject: "answer", address, campaignId: task.campaignId }),
  };
}

async function findSample(id: string): Promise<Work | null> {
  const sample = await db().sample.findUnique({ where: { id }, include: { prompt: true } });
  if (!sample) return null;
  const { address, campaignId } = sample;
  return {
    subject: "sample",
    kind: null,
    prompt: { messages: messagesSchema.parse(sample.prompt.messages) },
    samples: [{ id, text: sample.text }],
    answer: null,
    options: {},
    payRule: null,
    ...(await guidelinesAt(campaignId, sample.createdAt)),
    evidence: await evidenceOf({ ref: id, subject: "sample", address, campaignId }),
  };
}

function goldSamples(texts: ReadonlyArray<string>, payload: unknown): Work["samples"] {
  const { sampleIds } = goldPayloadSchema.parse(payload);
  return texts.map((text, index) => ({ id: sampleIds[index] ?? String(index), text }));
}

async function guidelinesAt(campaignId: string, at: Date) {
  const versions = await db().guidelines.findMany({ where: { campaignId }, orderBy: { version: "asc" } });
  const inForce = versions.findLast(({ createdAt }) => createdAt <= at) ?? versions[0];
  return { guidelines: inForce?.body ?? "", guidelinesVersion: inForce?.version ?? 1 };
}

type Reported = { ref: string; subject: "answer" | "sample"; address: string; campaignId: string };

/** What stands against the work itself, and against its contributor in the same campaign; what was dismissed does not. */
async function evidenceOf({ ref, subject, address, campaignId }: Reported): Promise<Work["evidence"]> {
  const reports = await db().report.findMany({
    where: {
      state: { not: "dismissed" },
      OR: [
        { subject, ref },
        { subject: "member", ref: address, campaignId },
      ],
    },
    orderBy: { createdAt: "asc" },
    take: 20,
  });
  return reports.map(({ reason, evidence }) => ({ reason, figures: figuresOf(recordSchema.parse(evidence)) }));
}
