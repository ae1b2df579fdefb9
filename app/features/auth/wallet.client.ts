// The connected wallet: its account, its chain, its signatures. ethers is loaded when it is needed, not with every page.
import type { BrowserProvider, JsonRpcSigner } from "ethers";
import { isSameAddress } from "#app/features/auth/address-form.ts";
import { type Eip1193Provider, providerCode, WalletProblem } from "#app/features/auth/eip1193.ts";
import type { SiteChain } from "#app/features/auth/site-chain.ts";
import { rememberedWallet, type Wallet } from "#app/features/auth/wallets.client.ts";

let siteChain: SiteChain | null = null;

/** Told once by the top bar, so that whoever signs need not carry the chain along. */
export function setSiteChain(chain: SiteChain | null): void {
  siteChain = chain;
}

/** @throws WalletProblem `no-wallet` when none signed in here, or it is gone */
export async function currentWallet(): Promise<BrowserProvider> {
  const { BrowserProvider } = await import("ethers");
  return new BrowserProvider(getWallet().provider);
}

/**
 * A signer for that very address, on the site's chain. Asks the wallet for what is missing.
 * @throws WalletProblem; what the wallet threw itself is told apart by `walletProblemOf`
 */
export async function connectedSigner(expectedAddress: string): Promise<JsonRpcSigner> {
  const { provider } = getWallet();
  const isConnected = (await accountsOf(provider)).some((account) => isSameAddress(account, expectedAddress));
  if (!isConnected) {
    const granted = await requestAccounts(provider);
    if (!granted.some((account) => isSameAddress(account, expectedAddress))) throw new WalletProblem("other-account");
  }
  await requireSiteChain(provider);
  return (await currentWallet()).getSigner(expectedAddress);
}

export async function accountsOf(provider: Eip1193Provider): Promise<Array<string>> {
  return texts(await provider.request({ method: "eth_accounts" }));
}

export async function requestAccounts(provider: Eip1193Provider): Promise<Array<string>> {
  return texts(await provider.request({ method: "eth_requestAccounts" }));
}

/** Switches the wallet to the site's chain, and adds that when the wallet does not know it. */
export async function requireSiteChain(provider: Eip1193Provider): Promise<void> {
  if (!siteChain) throw new WalletProblem("wrong-chain");
  const { chainId } = siteChain;
  if ((await chainIdOf(provider)) === chainId) return;
  const hexId = `0x${chainId.toString(16)}`;
  try {
    await provider.request({ method: "wallet_switchEthereumChain", params: [{ chainId: hexId }] });
  } catch (error) {
    if (providerCode(error) === 4001) throw error;
    await provider.request({ method: "wallet_addEthereumChain", params: [addedChain(siteChain, hexId)] });
  }
  if ((await chainIdOf(provider)) !== chainId) throw new WalletProblem("wrong-chain");
}

/** Calls when the wallet's account or chain is not the one that signed in. @returns what stops it */
export function watchWallet(wallet: Wallet, member: string, onChange: (what: "account" | "chain") => void): () => void {
  const { provider } = wallet;
  const onAccounts = (accounts: unknown) => {
    const [account] = texts(accounts);
    if (!account || !isSameAddress(account, member)) onChange("account");
  };
  const onChain = (chainId: unknown) => {
    if (siteChain && Number(chainId) !== siteChain.chainId) onChange("chain");
  };
  provider.on?.("accountsChanged", onAccounts);
  provider.on?.("chainChanged", onChain);
  // What changed while no page was open. A locked wallet shows no account, and that is no change.
  accountsOf(provider).then(
    (accounts) => accounts.length > 0 && onAccounts(accounts),
    () => undefined,
  );
  return () => {
    provider.removeListener?.("accountsChanged", onAccounts);
    provider.removeListener?.("chainChanged", onChain);
  };
}

function getWallet(): Wallet {
  const wallet = rememberedWallet();
  if (!wallet) throw new WalletProblem("no-wallet");
  return wallet;
}

async function chainIdOf(provider: Eip1193Provider): Promise<number> {
  return Number(await provider.request({ method: "eth_chainId" }));
}

function addedChain({ chainId, rpcUrl }: SiteChain, hexId: string) {
  return {
    chainId: hexId,
    chainName: `Praça (${chainId})`,
    nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    rpcUrls: [new URL(rpcUrl, window.location.origin).href],
  };
}

function texts(value: unknown): Array<string> {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
