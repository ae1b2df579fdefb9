// One transaction that pays everything an accepted root grants. Which root that is, what was paid and what the wallet then
// holds is read from the chain itself; only the proof comes from the site, and the contract checks it.
import { Contract, isError, type JsonRpcProvider } from "ethers";
import { walletProblemOf } from "#app/features/auth/eip1193.ts";
import type { SiteChain } from "#app/features/auth/site-chain.ts";
import { connectedSigner } from "#app/features/auth/wallet.client.ts";
import { type ClaimBody, claimSchema } from "#app/features/payouts/api.ts";
import type { ClaimProblem, ClaimResult } from "#app/features/payouts/claim-result.ts";
import { publicProvider } from "#app/lib/chain.client.ts";
import { distributorAbi, tokenAbi } from "#app/lib/chain.ts";

const receiptMs = 120_000;

class ClaimStopped extends Error {
  constructor(readonly why: ClaimProblem) {
    super(why);
  }
}

export async function claimPay(address: string, chain: SiteChain): Promise<ClaimResult> {
  const provider = publicProvider(chain.rpcUrl, chain.chainId);
  provider.pollingInterval = 1_000;
  try {
    const first = await tryToClaim(address, chain, provider);
    if (first !== "stale") return { ok: true, ...first, wasRenewed: false };
    const second = await tryToClaim(address, chain, provider);
    if (second === "stale") return { ok: false, why: "stale-root" };
    return { ok: true, ...second, wasRenewed: true };
  } catch (error) {
    return { ok: false, why: error instanceof ClaimStopped ? error.why : walletProblemOf(error) };
  } finally {
    provider.destroy();
  }
}

type Paid = { paidWei: bigint; balanceWei: bigint };

async function tryToClaim(address: string, chain: SiteChain, provider: JsonRpcProvider): Promise<Paid | "stale"> {
  const distributor = new Contract(chain.distributor, distributorAbi, provider);
  const { cumulativeWei, root, proof } = await currentClaim(address, distributor);
  const before = await read(distributor, "claimed", address);
  if (before >= BigInt(cumulativeWei)) throw new ClaimStopped("nothing");

  const signer = await connectedSigner(address);
  const claim = new Contract(chain.distributor, distributorAbi, signer);
  try {
    const sent = await claim.getFunction("claim")(address, cumulativeWei, root, proof);
    const receipt = await provider.waitForTransaction(sent.hash, 1, receiptMs);
    if (receipt?.status !== 1) throw new ClaimStopped(receipt ? "stale-root" : "unconfirmed");
  } catch (error) {
    if (isError(error, "CALL_EXCEPTION") && error.revert?.name === "StaleRoot") return "stale";
    if (isError(error, "TIMEOUT")) throw new ClaimStopped("unconfirmed");
    throw error;
  }
  const token = new Contract(chain.token, tokenAbi, provider);
  return {
    paidWei: (await read(distributor, "claimed", address)) - before,
    balanceWei: await read(token, "balanceOf", address),
  };
}

/** The member's leaf under the root that the chain pays by now. */
async function currentClaim(address: string, distributor: Contract): Promise<ClaimBody> {
  const current = await distributor
    .getFunction("current")()
    .catch(() => {
      throw new ClaimStopped("chain-away");
    });
  const n = BigInt(current[0]);
  if (n === 0n) throw new ClaimStopped("nothing");
  const response = await fetch(`/api/v1/epochs/${n}/claims/${address}`).catch(() => null);
  if (response?.status === 404) throw new ClaimStopped("nothing");
  const claim = claimSchema.safeParse(await response?.json().catch(() => null));
  if (!claim.success) throw new ClaimStopped("proof-away");
  return claim.data;
}

async function read(contract: Contract, name: string, address: string): Promise<bigint> {
  try {
    return BigInt(await contract.getFunction(name)(address));
  } catch {
    throw new ClaimStopped("chain-away");
  }
}
