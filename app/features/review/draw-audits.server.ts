import { randomBytes } from "node:crypto";
import { auditSeed, drawnEntries } from "#app/features/review/draw.ts";
import { chainProvider } from "#app/lib/chain.server.ts";
import { db, inTransaction } from "#app/lib/db.server.ts";
import { invariant } from "#app/lib/invariant.ts";

/**
 * Draws an epoch's audits from the first block after its proposal. Run again, it draws the same and changes nothing.
 * Throws while that block is not there yet; the job is then tried again.
 */
export async function drawAudits(epochN: number): Promise<void> {
  const epoch = await db().epoch.findUniqueOrThrow({ where: { n: epochN } });
  invariant(epoch.blockNumber !== null, "audits are drawn once the proposal is on the chain");
  const block = await chainProvider().getBlock(Number(epoch.blockNumber) + 1);
  if (!block?.hash) throw new Error(`Epoch ${epochN} waits for the block after its proposal.`);
  const seed = auditSeed(block.hash, epoch.root);

  const contributions = await db().entry.findMany({
    where: {
      seq: { gte: epoch.firstSeq, lte: epoch.lastSeq },
      kind: { in: ["answer", "sample"] },
      postings: { some: { account: { startsWith: "review:" }, amountWei: { gt: 0 } } },
    },
    include: { postings: true },
  });
  const byId = new Map(contributions.map((entry) => [entry.id, entry]));

  await inTransaction(async (tx) => {
    await tx.epoch.update({ where: { n: epochN }, data: { auditSeed: seed } });
    await tx.audit.updateMany({
      where: { epochN: { lt: epochN }, state: "open" },
      data: { state: "lapsed", endedAt: new Date() },
    });
    for (const entryId of drawnEntries(seed, [...byId.keys()])) {
      const entry = byId.get(entryId);
      const account = entry?.postings.find((posting) => posting.account.startsWith("review:"))?.account;
      invariant(entry && account, "what is drawn was paid");
      await tx.audit.upsert({
        where: { entryId },
        update: {},
        // Random and not derived from the entry: who judges must not be able to look up whose it is.
        create: {
          id: `0x${randomBytes(32).toString("hex")}`,
          epochN,
          entryId,
          ref: entry.ref,
          contributor: account.slice("review:".length),
        },
      });
    }
  });
}
