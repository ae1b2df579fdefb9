// Takes in what verifiers found. Idempotent by replay: what was recorded once stays so.

import { sampleRecord } from "#app/features/generation/replay/measured-here.server.ts";
import type { MeasuredReplay, ReplayResult } from "#app/features/generation/replay/replay-api.ts";
import { decideByFindings } from "#app/features/generation/replay/replays-decide.server.ts";
import { toStored } from "#app/features/generation/replay/verify.server.ts";
import { fitsRecord } from "#app/features/generation/submission/sample-record.ts";
import { lockPrompt } from "#app/features/samples/decide.server.ts";
import { db, inTransaction } from "#app/lib/db.server.ts";

type Sending = { replays: ReadonlyArray<MeasuredReplay>; address: string; now: Date };

/** One after the other, each in its own transaction: one bad finding doesn't spoil the rest. */
export async function submitReplays({ replays, address, now }: Sending): Promise<Array<ReplayResult>> {
  const results: Array<ReplayResult> = [];
  for (const replay of replays) results.push(await submitOne(replay, { address, now }));
  return results;
}

async function submitOne(
  sent: MeasuredReplay,
  { address, now }: { address: string; now: Date },
): Promise<ReplayResult> {
  const refused = (code: NonNullable<ReplayResult["code"]>) => ({ id: sent.id, state: "refused" as const, code });
  const where = { id: sent.id, address };
  const known = await db().replay.findFirst({ where, select: { sample: { select: { promptId: true } } } });
  if (!known) return refused("not-found");
  return inTransaction(async (tx) => {
    await lockPrompt(tx, known.sample.promptId);
    await tx.$queryRaw`select id from "Replay" where id = ${sent.id} for update`;
    const replay = await tx.replay.findFirst({
      where,
      include: { sample: { include: { lease: true, prompt: { include: { campaign: true } } } } },
    });
    // A lease that ran out is still theirs until somebody else takes it.
    if (!replay || replay.state === "void" || replay.state === "open") return refused("lease-expired");
    if (replay.state === "done") return { id: sent.id, state: "recorded" };
    const record = sampleRecord(replay.sample);
    // Other weights than those it was written with would need another tolerance, of the verifier's choice.
    if (sent.dtype !== record.writer.dtype || !fitsRecord(sent, record)) return refused("measures-mismatch");
    const { backend, dtype } = sent;
    const found = { measures: toStored(sent), backend, dtype };
    await tx.replay.update({ where: { id: sent.id }, data: { state: "done", doneAt: now, ...found } });
    await decideByFindings(tx, { sample: replay.sample, now });
    return { id: sent.id, state: "recorded" };
  });
}
