// The wallets of this browser: those that announce themselves (EIP-6963), else the one that took window.ethereum.
import { createStore } from "mipd";
import { type Eip1193Provider, isProvider } from "#app/features/auth/eip1193.ts";

export type Wallet = {
  rdns: string;
  /** Empty for a wallet that did not say its name. */
  name: string;
  /** A data URI, null when it has none that is an image. */
  icon: string | null;
  provider: Eip1193Provider;
};

export const demoRdns = "local.praca.demo";
const injectedRdns = "window.ethereum";
const memory = "praca-wallet";

const store = createStore();

export function listWallets(): Array<Wallet> {
  const announced = store.getProviders().flatMap(({ info, provider }): Array<Wallet> => {
    const found: unknown = provider;
    if (!isProvider(found)) return [];
    const icon = info.icon.startsWith("data:image/") ? info.icon : null;
    return [{ rdns: info.rdns, name: info.name, icon, provider: found }];
  });
  const isSilent = announced.every(({ rdns }) => rdns === demoRdns);
  const injected: unknown = "ethereum" in window ? window.ethereum : null;
  if (!isSilent || !isProvider(injected)) return announced;
  return [...announced, { rdns: injectedRdns, name: "", icon: null, provider: injected }];
}

/** Calls at once and whenever a wallet announces itself. @returns what stops it */
export function watchWallets(listener: (wallets: Array<Wallet>) => void): () => void {
  listener(listWallets());
  return store.subscribe(() => listener(listWallets()));
}

export function rememberWallet(wallet: Wallet): void {
  window.localStorage.setItem(memory, wallet.rdns);
}

/** The wallet that last signed in here, when it is still there; else the only one there is. */
export function rememberedWallet(): Wallet | null {
  const wallets = listWallets();
  const rdns = window.localStorage.getItem(memory);
  return wallets.find((wallet) => wallet.rdns === rdns) ?? (wallets.length === 1 ? (wallets[0] ?? null) : null);
}
