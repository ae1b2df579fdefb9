import { Contract, EventLog } from "ethers";
import { type AuditReport, auditReport, type ProposedEpoch } from "#app/features/payouts/audit-report.ts";
import { publicProvider } from "#app/lib/chain.client.ts";
import { distributorAbi } from "#app/lib/chain.ts";
import type { Recomputed, RecomputeReply, RecomputeRequest } from "#workers/browser/recompute-protocol.ts";

export type AuditedChain = { chainId: number; rpcUrl: string; distributor: string; deploymentBlock: number };
export type Audit = AuditReport & { recomputed: Recomputed };

/** Why there is no report: a public file or the chain can't be read, or the worker died. */
export class AuditFailed extends Error {
  constructor(readonly why: "file" | "chain" | "worker") {
    super(why);
  }
}

/** Recomputes an epoch in a worker and holds it against what this browser reads from the chain itself. */
export async function auditEpoch(
  epoch: number,
  chain: AuditedChain,
  onEntries: (count: number) => void,
): Promise<Audit> {
  const [recomputed, proposed] = await Promise.all([recomputeInWorker(epoch, onEntries), readProposals(epoch, chain)]);
  return { ...auditReport(recomputed, proposed, epoch), recomputed };
}

function recomputeInWorker(epoch: number, onEntries: (count: number) => void): Promise<Recomputed> {
  const worker = new Worker(new URL("../../../workers/browser/recompute.worker.ts", import.meta.url), {
    type: "module",
  });
  const request: RecomputeRequest = { type: "recompute", job: 1, epoch };
  return new Promise<Recomputed>((resolve, reject) => {
    worker.addEventListener("error", () => reject(new AuditFailed("worker")));
    worker.addEventListener("message", ({ data }: MessageEvent<RecomputeReply>) => {
      if (data.type === "progress") onEntries(data.entries);
      if (data.type === "done") resolve(data.recomputed);
      if (data.type === "failed") reject(new AuditFailed("file"));
    });
    worker.postMessage(request);
  }).finally(() => worker.terminate());
}

async function readProposals(last: number, chain: AuditedChain): Promise<Array<ProposedEpoch>> {
  const provider = publicProvider(chain.rpcUrl, chain.chainId);
  try {
    const distributor = new Contract(chain.distributor, [...distributorAbi], provider);
    const events = await distributor.queryFilter("Proposed", chain.deploymentBlock);
    return events
      .filter((event) => event instanceof EventLog)
      .map(({ args }) => ({
        n: Number(args.n),
        root: String(args.root),
        totalWei: BigInt(args.total),
        ledgerDigest: String(args.ledgerDigest),
      }))
      .filter(({ n }) => n <= last);
  } catch {
    throw new AuditFailed("chain");
  } finally {
    provider.destroy();
  }
}
