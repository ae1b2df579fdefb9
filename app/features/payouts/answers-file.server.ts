// What was answered in an epoch and what came of it: addresses, choices, amounts, reasons; never texts.
import { z } from "zod";
import { reviewOf } from "#app/features/ledger/entry.ts";
import { listEntries } from "#app/features/payouts/epoch-rows.server.ts";
import { canonicalJson } from "#app/lib/canonical-json.ts";
import { db } from "#app/lib/db.server.ts";
import { sumOf } from "#app/lib/money.ts";
import type { Epoch } from "#prisma/generated/client.ts";

const preferAnswer = z.object({ choice: z.string() });

export async function answersFile(epoch: Epoch): Promise<string> {
  const entries = (await listEntries(db(), epoch)).filter(({ kind }) => kind === "answer");
  const answers = await db().answer.findMany({
    where: { id: { in: entries.map(({ ref }) => ref) } },
    include: { task: { include: { outcome: true } } },
  });
  const byId = new Map(answers.map((answer) => [answer.id, answer]));

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
      choice: preferAnswer.safeParse(answer.answer).data?.choice ?? null,
      outcome: outcome.result,
      probability: outcome.probability,
      priceWei: sumOf(own.map(({ amountWei }) => amountWei)),
      ...(reason ? { reason } : {}),
    })}\n`;
  }
  return text;
}
