// Funds a campaign with one transaction: the token's permit (EIP-2612) is signed, not sent, and goes along with the funding.
import { Contract, isError, type JsonRpcSigner, Signature } from "ethers";
import { walletProblemOf } from "#app/features/auth/eip1193.ts";
import type { SiteChain } from "#app/features/auth/site-chain.ts";
import { connectedSigner } from "#app/features/auth/wallet.client.ts";
import { type FundingProblem, type FundingStep, FundingStopped } from "#app/features/campaigns/funding-problem.ts";
import { publicProvider } from "#app/lib/chain.client.ts";
import { distributorAbi, permitTypes, tokenAbi, tokenDomain } from "#app/lib/chain.ts";

const permitSeconds = 3_600;
const receiptMs = 120_000;

type Funding = {
  address: string;
  campaignKey: string;
  amountWei: bigint;
  chain: SiteChain;
  onStep: (step: FundingStep) => void;
};
export type FundingResult = { ok: true; txHash: string } | { ok: false; why: FundingProblem };

/** What the chain says that an address holds. */
export async function tokensOf(address: string, chain: SiteChain): Promise<bigint> {
  const provider = publicProvider(chain.rpcUrl, chain.chainId);
  try {
    return BigInt(await new Contract(chain.token, tokenAbi, provider).getFunction("balanceOf")(address));
  } finally {
    provider.destroy();
  }
}

export async function fundCampaign(funding: Funding): Promise<FundingResult> {
  try {
    return { ok: true, txHash: await fund(funding) };
  } catch (error) {
    if (error instanceof FundingStopped) return { ok: false, why: error.code };
    if (isError(error, "CALL_EXCEPTION")) return { ok: false, why: "reverted" };
    if (isError(error, "TIMEOUT")) return { ok: false, why: "unconfirmed" };
    return { ok: false, why: walletProblemOf(error) };
  }
}

async function fund({ address, campaignKey, amountWei, chain, onStep }: Funding): Promise<string> {
  onStep("connecting");
  if ((await tokensOf(address, chain)) < amountWei) throw new FundingStopped("too-few-tokens");
  const signer = await connectedSigner(address);
  const provider = publicProvider(chain.rpcUrl, chain.chainId);
  provider.pollingInterval = 1_000;
  try {
    onStep("signing");
    const block = await provider.getBlock("latest");
    // The chain's clock, not this device's: the contract compares with its own.
    const deadline = (block?.timestamp ?? Math.floor(Date.now() / 1_000)) + permitSeconds;
    const nonce = await new Contract(chain.token, tokenAbi, provider).getFunction("nonces")(address);
    const { v, r, s } = await signPermit(signer, chain, { owner: address, value: amountWei, nonce, deadline });
    onStep("sending");
    const distributor = new Contract(chain.distributor, distributorAbi, signer);
    const sent = await distributor.getFunction("fundWithPermit")(campaignKey, amountWei, deadline, v, r, s);
    onStep("confirming");
    const receipt = await provider.waitForTransaction(sent.hash, 1, receiptMs);
    if (receipt?.status !== 1) throw new FundingStopped(receipt ? "reverted" : "unconfirmed");
    return receipt.hash;
  } finally {
    provider.destroy();
  }
}

type Permit = { owner: string; value: bigint; nonce: bigint; deadline: number };

async function signPermit(signer: JsonRpcSigner, chain: SiteChain, permit: Permit): Promise<Signature> {
  const domain = tokenDomain(chain.chainId, chain.token);
  return Signature.from(await signer.signTypedData(domain, permitTypes, { ...permit, spender: chain.distributor }));
}
