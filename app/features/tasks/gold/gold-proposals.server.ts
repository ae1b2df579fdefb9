// New gold from the campaign's own tasks: where everybody said the same and some of them are trusted, and a reviewer says yes.
import { createHash, randomUUID } from "node:crypto";
import { z } from "zod";
import { messageSchema } from "#app/features/campaigns/draft.ts";
import type { TaskKind } from "#app/features/campaigns/kind-options.ts";
import { isTrusted, leastTrustedAnswers, mostProposed } from "#app/features/tasks/gold/gold.ts";
import { labelAnswerSchema } from "#app/features/tasks/kinds/label.ts";
import { preferAnswerSchema } from "#app/features/tasks/kinds/prefer.ts";
import { scorers } from "#app/features/tasks/kinds.ts";
import { canonicalJson } from "#app/lib/canonical-json.ts";
import { db, type Transaction } from "#app/lib/db.server.ts";
import type { Page } from "#app/lib/http.ts";
import type { Prisma } from "#prisma/generated/client.ts";

type OfKind = { campaignId: string; kind: TaskKind; options: unknown };

const lookedAt = 500;
const shown = {
  prompt: true,
  answers: { select: { address: true, answer: true } },
  samples: { orderBy: { position: "asc" }, include: { sample: { select: { text: true } } } },
} satisfies Prisma.TaskInclude;
type Closed = Prisma.TaskGetPayload<{ include: typeof shown }>;

/** Of the tasks that closed last. Where there is no right answer that two would give alike, nothing is proposed. */
export async function proposeGold(tx: Transaction, { campaignId, kind, options }: OfKind): Promise<void> {
  if (kind !== "prefer" && kind !== "label") return;
  const waiting = await tx.gold.count({ where: { campaignId, kind, state: "proposed" } });
  if (waiting >= mostProposed) return;

  const known = await tx.gold.findMany({ where: { campaignId, kind, sourceTaskId: { not: null } } });
  const sources = known.flatMap(({ sourceTaskId }) => sourceTaskId ?? []);
  const tasks = await tx.task.findMany({
    where: { campaignId, kind, state: "closed", goldId: null, id: { notIn: sources } },
    orderBy: { closedAt: "desc" },
    take: lookedAt,
    include: shown,
  });
  const standings = await tx.reputation.findMany({ where: { campaignId, kind } });
  const trusted = new Set(standings.filter(isTrusted).map(({ address }) => address));
  const rows = tasks.flatMap((task) => goldOf(task, { trusted, options }));
  await tx.gold.createMany({ data: rows.slice(0, mostProposed - waiting), skipDuplicates: true });
}

type Judging = { trusted: ReadonlySet<string>; options: unknown };

function goldOf(task: Closed, { trusted, options }: Judging): Array<Prisma.GoldCreateManyInput> {
  const { id, campaignId, kind, language, prompt, answers } = task;
  const facts = { sampleIds: [], texts: [], options };
  const choices = new Set(answers.map(({ answer }) => scorers[kind].choice(answer, facts)));
  const supporters = answers.filter(({ address }) => trusted.has(address));
  if (!prompt || choices.size !== 1 || supporters.length < leastTrustedAnswers) return [];
  const outcome = knownAnswer(kind, supporters[0]?.answer);
  if (!outcome) return [];

  const texts = task.samples.map(({ sample }) => sample.text);
  const messages = z.array(messageSchema).parse(prompt.messages);
  const digest = createHash("sha256").update(canonicalJson({ kind, messages, texts })).digest("hex");
  const row = { campaignId, kind, language, messages, texts, outcome, digest, sourceTaskId: id };
  return [{ ...row, id: randomUUID(), state: "proposed", source: "promoted" }];
}

/** What is right, and nothing more: neither how strongly nor where in the text. A tie is a matter of taste. */
function knownAnswer(kind: TaskKind, answer: unknown): Prisma.InputJsonObject | null {
  if (kind === "label") return { labels: labelAnswerSchema.parse(answer).labels };
  const { choice } = preferAnswerSchema.parse(answer);
  return choice === "tie" ? null : { choice };
}

type Asked = { cursor?: string | undefined; limit: number };

/** For reviewers: oldest first, each with what it shows and what would be known. */
export async function listProposedGold({ cursor, limit }: Asked) {
  const rows = await db().gold.findMany({
    where: { state: "proposed" },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    ...(cursor ? { cursor: { id: cursor }, skip: 1 } : {}),
    take: limit + 1,
    include: { campaign: { select: { title: true, kinds: true } } },
  });
  const items = rows.slice(0, limit).map(({ campaign, messages, outcome, ...gold }) => ({
    ...{ id: gold.id, campaignId: gold.campaignId, kind: gold.kind, language: gold.language, texts: gold.texts },
    campaignTitle: campaign.title,
    messages: z.array(messageSchema).parse(messages),
    outcome,
    options: campaign.kinds.find(({ kind }) => kind === gold.kind)?.options ?? {},
    createdAt: gold.createdAt.toISOString(),
  }));
  const page: Page<(typeof items)[number]> = {
    items,
    nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null,
  };
  return page;
}

type Decision = { goldId: string; reviewer: string; isRight: boolean };

/** A reviewer's yes makes it live, a no refuses it for good. Decided once; false: it was decided before, or is none. */
export async function decideGold({ goldId, reviewer, isRight }: Decision): Promise<boolean> {
  const decided = isRight
    ? { state: "live" as const }
    : { state: "retired" as const, retiredAt: new Date(), retiredReason: "refused" };
  const { count } = await db().gold.updateMany({
    where: { id: goldId, state: "proposed" },
    data: { ...decided, decidedBy: reviewer },
  });
  return count > 0;
}
