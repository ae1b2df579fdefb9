// Rows for tests of what is read from closed tasks: a campaign of any kinds, and tasks with the answers that a test wants.
import { createHash, randomUUID } from "node:crypto";
import { createCampaign } from "#app/features/campaigns/create.server.ts";
import type { KindDraft, TaskKind } from "#app/features/campaigns/kind-options.ts";
import { db } from "#app/lib/db.server.ts";
import type { Prisma } from "#prisma/generated/client.ts";
import { campaignDraft } from "#scripts/test/campaign-draft.ts";
import { anybody } from "#scripts/test/judged-campaign.ts";

const usual = { priceWei: 20n, answersMin: 2, answersMax: 5, barPermille: 950, goldEvery: 0 };

export const everyKind: Array<KindDraft> = [
  { kind: "prefer", ...usual },
  { kind: "rank", ...usual },
  {
    kind: "rate",
    ...usual,
    options: { dimensions: [{ id: "tone", title: "Tone", anchors: ["rude", "plain", "kind"] }] },
  },
  {
    ...{ kind: "label", ...usual },
    options: {
      labels: [
        { id: "safe", title: "Safe" },
        { id: "not", title: "Not safe" },
      ],
    },
  },
  { kind: "edit", ...usual },
];

/** A live campaign without prompts. */
export async function liveCampaign({ kinds = everyKind, requester = anybody(), title = "Packing lists" } = {}) {
  const { id } = await createCampaign(campaignDraft({ requester, title, candidatesPerPrompt: 3, kinds }));
  await db().campaign.update({ where: { id }, data: { state: "live", liveAt: new Date() } });
  return { id, requester };
}

type Shown = { text?: string; model?: string; temperature?: number; recipe?: string };
type Given = {
  address?: string;
  answer: Prisma.InputJsonValue | ((sampleIds: ReadonlyArray<string>) => Prisma.InputJsonValue);
  flag?: string;
  dwellMs?: number;
  sidesSwapped?: boolean;
  isPaid?: boolean;
  reason?: string;
  isGoldMatch?: boolean;
};

type TaskRow = {
  kind: TaskKind;
  language?: string;
  samples?: ReadonlyArray<Shown>;
  answers: ReadonlyArray<Given>;
  state?: "open" | "closed";
  result?: string;
  probability?: number;
  closedAt?: Date;
  isGold?: boolean;
};

/** A task with its prompt, samples, leases, answers and outcome, as closing would leave it. Its answers took a minute each. */
export async function addTask(campaignId: string, row: TaskRow): Promise<{ id: string; sampleIds: Array<string> }> {
  const { kind, language = "en", samples = [{}, {}], answers, state = "closed", isGold = false } = row;
  const promptId = isGold ? null : await addPrompt(campaignId, language);
  const sampleIds: Array<string> = [];
  if (promptId)
    for (const [slot, shown] of samples.entries())
      sampleIds.push(await addSample({ campaignId, promptId, slot, shown }));
  const closedAt = row.closedAt ?? new Date();
  const isClosed = state === "closed";
  const { id } = await db().task.create({
    data: {
      ...{ id: randomUUID(), campaignId, promptId, kind, language, state, priceWei: "20", barPermille: 950 },
      ...{ answersMin: 2, answersMax: 5, answerCount: answers.length, isDecided: isClosed },
      ...{ goldId: isGold ? await addGold(campaignId, kind) : null, closedAt: isClosed ? closedAt : null },
      samples: { create: sampleIds.map((sampleId, position) => ({ sampleId, position })) },
      ...(isClosed
        ? {
            outcome: {
              create: { result: row.result ?? "undecided", probability: row.probability ?? 0.5, method: "test" },
            },
          }
        : {}),
    },
  });
  for (const given of answers) await addAnswer({ taskId: id, at: closedAt, sampleIds, isClosed }, given);
  return { id, sampleIds };
}

async function addPrompt(campaignId: string, language: string): Promise<string> {
  const id = randomUUID();
  const messages = [{ role: "user", content: `Pack for trip ${id}` }];
  await db().prompt.create({
    data: { id, campaignId, messages, language, digest: id, state: "filled", pairedAt: new Date() },
  });
  return id;
}

type SampleRow = { campaignId: string; promptId: string; slot: number; shown: Shown };

async function addSample({ campaignId, promptId, slot, shown }: SampleRow): Promise<string> {
  const { text = `Text ${slot} of ${promptId}`, model = "small", temperature = 1, recipe } = shown;
  const address = anybody();
  const lease = await db().generationLease.create({
    data: {
      ...{ id: randomUUID(), promptId, address, modelId: model, modelRevision: "1", dtype: "fp32" },
      ...{ slots: [slot], seeds: [slot], expiresAt: new Date() },
    },
  });
  const params = { temperature, topP: 1, topK: 0, repetitionPenalty: 1, maxNewTokens: 64 };
  const provenance = {
    model,
    revision: "1",
    dtype: "fp32",
    backend: "wasm",
    params,
    seed: slot,
    ...(recipe ? { recipe } : {}),
  };
  const sample = await db().sample.create({
    data: {
      ...{ id: randomUUID(), campaignId, promptId, leaseId: lease.id, address, slot, seed: slot, text, provenance },
      ...{ tokenIds: [1, 2], finishReason: "stop", state: "accepted" },
      digest: createHash("sha256").update(text).digest("hex"),
    },
  });
  return sample.id;
}

async function addGold(campaignId: string, kind: TaskKind): Promise<string> {
  const id = randomUUID();
  const known = { messages: [], texts: ["x", "y"], outcome: { choice: "a" }, source: "requester" };
  await db().gold.create({ data: { id, campaignId, kind, digest: id, ...known } });
  return id;
}

type Place = { taskId: string; at: Date; sampleIds: ReadonlyArray<string>; isClosed: boolean };

async function addAnswer({ taskId, at, sampleIds, isClosed }: Place, given: Given): Promise<void> {
  const {
    address = anybody(),
    answer,
    sidesSwapped = false,
    flag,
    dwellMs,
    isPaid = true,
    reason,
    isGoldMatch,
  } = given;
  const createdAt = new Date(at.getTime() - 60_000);
  const lease = await db().lease.create({
    data: { id: randomUUID(), taskId, address, sidesSwapped, createdAt, expiresAt: at, answeredAt: at },
  });
  await db().answer.create({
    data: {
      ...{ id: randomUUID(), taskId, leaseId: lease.id, address, createdAt: at },
      ...{ flag: flag ?? null, dwellMs: dwellMs ?? null, isGoldMatch: isGoldMatch ?? null },
      ...(isClosed ? { isPaid, reason: reason ?? null } : {}),
      answer: typeof answer === "function" ? answer(sampleIds) : answer,
    },
  });
}
