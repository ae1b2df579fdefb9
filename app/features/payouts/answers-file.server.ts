// What was answered in an epoch and what came of it: addresses, choices, amounts, reasons; never texts.
import { z } from "zod";
import { reviewOf } from "#app/features/ledger/entry.ts";
import { listEntries } from "#app/features/payouts/epoch-rows.server.ts";
import { scorers } from "#app/features/tasks/kinds.ts";
import { canonicalJson } from "#app/lib/canonical-json.ts";
import { db } from "#app/lib/db.server.ts";
import { sumOf } from "#app/lib/money.ts";
import type { Epoch, Prisma } from "#prisma/generated/client.ts";

const withTask = {
  task: {
    include: {
      outcome: true,
      samples: { orderBy: { position: "asc" }, select: { sampleId: true } },
    },
  },
} satisfies Prisma.AnswerInclude;
type GivenAnswer = Prisma.AnswerGetPayload<{ include: typeof withTask }>;

const payloadSchema = z.object({ sampleIds: z.array(z.string()) });

export async function answersFile(epoch: Epoch): Promise<string> {
  const entries = (await listEntries(db(), epoch)).filter(({ kind }) => kind === "answer");
  const answers = await db().answer.findMany({
    where: { id: { in: entries.map(({ ref }) => ref) } },
    include: withTask,
  });
  const byId = new Map(answers.map((answer) => [answer.id, answer]));
  const optionsOf = await readOptions(answers);

  let text = "";
  for (const { ref, reason, postings } of entries) {
    const answer = byId.get(ref);
    const outcome = answer?.task.outcome;
    if (!answer || !outcome) continue;
    const own = postings.filter(({ account }) => account === reviewOf(answer.address));
    text += `${canonicalJson({
      ref,
      task: answer.taskId,
      address: answer.address,
      choice: choiceOf(answer, optionsOf),
      outcome: outcome.result,
      probability: outcome.probability,
      priceWei: sumOf(own.map(({ amountWei }) => amountWei)),
      ...(answer.accuracy === null ? {} : { accuracy: answer.accuracy }),
      ...(reason ? { reason } : {}),
    })}\n`;
  }
  return text;
}

type OptionsOf = ReadonlyMap<string, unknown>;

async function readOptions(answers: ReadonlyArray<GivenAnswer>): Promise<OptionsOf> {
  const campaignIds = [...new Set(answers.map(({ task }) => task.campaignId))];
  const kinds = await db().campaignKind.findMany({ where: { campaignId: { in: campaignIds } } });
  return new Map(kinds.map(({ campaignId, kind, options }) => [`${campaignId}/${kind}`, options]));
}

/** As the kind's scorer writes it: samples by their places in the task, an edit as no more than that it was made. */
function choiceOf({ answer, task }: GivenAnswer, optionsOf: OptionsOf): string {
  const { campaignId, kind, samples, goldId, payload } = task;
  const options = optionsOf.get(`${campaignId}/${kind}`);
  const sampleIds = goldId ? payloadSchema.parse(payload).sampleIds : samples.map(({ sampleId }) => sampleId);
  return scorers[kind].choice(answer, { sampleIds, texts: [], options });
}
