// Puts a closed epoch's root on the chain. The number is the key: the contract takes each once, so that trying again is safe.
import { isError, Wallet } from "ethers";
import { distributorAt, findDeployment } from "#app/features/payouts/deployment.server.ts";
import { ensureEpochFile } from "#app/features/payouts/epoch-files.server.ts";
import { chainProvider } from "#app/lib/chain.server.ts";
import { db } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { log } from "#app/lib/log.server.ts";
import { toWei } from "#app/lib/money.ts";

const receiptMs = 30_000;

/** Proposes the oldest closed epoch that the chain does not hold yet; the indexer notes it once that is confirmed. */
export async function proposeClosedEpoch(): Promise<void> {
  const epoch = await db().epoch.findFirst({ where: { state: "closing" }, orderBy: { n: "asc" } });
  const deployment = await findDeployment();
  if (!epoch || !deployment) return;
  const key = env().PROPOSER_KEY;
  if (!key) return log.warn({ n: epoch.n }, "an epoch waits: PROPOSER_KEY is not set");
  await ensureEpochFile(epoch, "ledger.jsonl");
  await ensureEpochFile(epoch, "claims.jsonl");

  const provider = chainProvider();
  const proposer = new Wallet(key, provider);
  const distributor = distributorAt(deployment, proposer);
  if ((await distributor.getFunction("lastNumber")()) >= BigInt(epoch.n)) return;

  // The next nonce of what is mined: a proposal that still waits is replaced by its like, never joined by a second one.
  const nonce = await provider.getTransactionCount(proposer.address, "latest");
  const uri = `${env().SITE_ORIGIN}/api/v1/epochs/${epoch.n}/ledger.jsonl`;
  const { n, root, ledgerDigest } = epoch;
  try {
    const sent = await distributor.getFunction("propose")(n, root, toWei(epoch.totalWei), ledgerDigest, uri, { nonce });
    await db().epoch.update({ where: { n }, data: { txHash: sent.hash } });
    await provider.waitForTransaction(sent.hash, 1, receiptMs);
    log.info({ n, root, txHash: sent.hash }, "an epoch was proposed");
  } catch (error) {
    // Another process was faster, or the chain refused: the next round looks again, and the epoch stays as it was closed.
    if (!isError(error, "NONCE_EXPIRED") && !isError(error, "REPLACEMENT_UNDERPRICED")) {
      const reason = error instanceof Error && "shortMessage" in error ? error.shortMessage : String(error);
      log.warn({ n, reason }, "an epoch could not be proposed and is tried again");
    }
  }
}
