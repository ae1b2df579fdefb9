// The demo wallet of a local trial: ethers keys in this page, announced like any wallet (EIP-6963), asked like any (EIP-1193).
import { HDNodeWallet, type JsonRpcProvider } from "ethers";
import { announceProvider } from "mipd";
import { z } from "zod";
import { isSameAddress } from "#app/features/auth/address-form.ts";
import { demoPath, demoPeople } from "#app/features/auth/demo-people.ts";
import { askDemoMember, type DemoCandidate } from "#app/features/auth/demo-questions.client.ts";
import {
  messageOf,
  readableTransaction,
  readableTypedData,
  transactionSchema,
  typedDataSchema,
} from "#app/features/auth/demo-requests.ts";
import type { Eip1193Provider, Eip1193Request } from "#app/features/auth/eip1193.ts";
import type { SiteChain } from "#app/features/auth/site-chain.ts";
import { demoRdns } from "#app/features/auth/wallets.client.ts";
import { publicProvider } from "#app/lib/chain.client.ts";

type Listener = (...values: Array<unknown>) => void;
type Key = DemoCandidate & { wallet: HDNodeWallet };

const memory = "praca-demo-address";
/** Always the same: announced twice, it is still one wallet. */
const uuid = "5a0f7f0e-5c3c-4c52-9d0c-6f2f5b0c7a11";
const icon =
  "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9IjAgMCAzMiAzMiI+PHJlY3Qgd2lkdGg9IjMyIiBoZWlnaHQ9IjMyIiByeD0iNyIgZmlsbD0iIzFiNGY5YyIvPjxnIGZpbGw9IiNmZmYiPjxyZWN0IHg9IjciIHk9IjciIHdpZHRoPSI4IiBoZWlnaHQ9IjgiIHJ4PSIxLjUiLz48cmVjdCB4PSIxNyIgeT0iNyIgd2lkdGg9IjgiIGhlaWdodD0iOCIgcng9IjEuNSIvPjxyZWN0IHg9IjciIHk9IjE3IiB3aWR0aD0iOCIgaGVpZ2h0PSI4IiByeD0iMS41Ii8+PHJlY3QgeD0iMTciIHk9IjE3IiB3aWR0aD0iOCIgaGVpZ2h0PSI4IiByeD0iMS41IiB0cmFuc2Zvcm09InJvdGF0ZSgyMCAyMSAyMSkiLz48L2c+PC9zdmc+";

/** Announces the demo wallet under `name`. @returns what takes it away again */
export function announceDemoWallet(name: string, chain: SiteChain): () => void {
  const provider = demoProvider(chain);
  const info = { uuid, name, icon, rdns: demoRdns } as const;
  // mipd types a provider by viem's, which is not installed: what it hands on is checked where it is read.
  return announceProvider({ info, provider } as unknown as Parameters<typeof announceProvider>[0]);
}

function demoProvider(chain: SiteChain): Eip1193Provider {
  const listeners = new Map<string, Set<Listener>>();
  const rpc = publicProvider(chain.rpcUrl, chain.chainId);
  let keys: Promise<Array<Key>> | null = null;

  async function allKeys(): Promise<Array<Key>> {
    keys ??= loadKeys();
    keys.catch(() => {
      keys = null;
    });
    return keys;
  }

  async function choose(): Promise<Array<string>> {
    const candidates = (await allKeys()).map(({ person, address }) => ({ person, address }));
    const before = rememberedAddress();
    const current = candidates.find(({ address }) => address === before) ?? null;
    const chosen = await askDemoMember({ kind: "person", candidates, current });
    if (chosen === null || chosen === true) throw refusal(4001, "refused");
    window.localStorage.setItem(memory, chosen.address);
    if (chosen.address !== before) {
      for (const listener of listeners.get("accountsChanged") ?? []) listener([chosen.address]);
    }
    return [chosen.address];
  }

  async function keyOf(address: unknown): Promise<Key> {
    const connected = rememberedAddress();
    const key = (await allKeys()).find((candidate) => candidate.address === connected);
    if (key && typeof address === "string" && isSameAddress(key.address, address)) return key;
    throw refusal(4100, "this address is not connected");
  }

  async function answer({ method, params = [] }: Eip1193Request): Promise<unknown> {
    switch (method) {
      case "eth_accounts":
        return rememberedAddress() ? [rememberedAddress()] : [];
      case "eth_requestAccounts":
        return choose();
      case "wallet_requestPermissions":
        await choose();
        return [{ parentCapability: "eth_accounts" }];
      case "eth_chainId":
        return `0x${chain.chainId.toString(16)}`;
      case "wallet_switchEthereumChain":
      case "wallet_addEthereumChain":
        return sameChain(params[0], chain.chainId);
      case "personal_sign":
        return signMessage(await keyOf(params[1]), params[0]);
      case "eth_signTypedData_v4":
        return signTypedData(await keyOf(params[0]), params[1]);
      case "eth_sendTransaction":
        return sendTransaction(await keyOf(fromOf(params[0])), params[0], rpc);
      default:
        return rpc.send(method, [...params]);
    }
  }

  return {
    request: answer,
    on: (event, listener) => listeners.set(event, (listeners.get(event) ?? new Set()).add(listener)),
    removeListener: (event, listener) => listeners.get(event)?.delete(listener),
  };
}

function rememberedAddress(): string | null {
  return window.localStorage.getItem(memory);
}

async function loadKeys(): Promise<Array<Key>> {
  const response = await fetch("/demo-wallet");
  if (!response.ok) throw refusal(4900, "the demo wallet exists in local trials only");
  const { mnemonic } = z.object({ mnemonic: z.string() }).parse(await response.json());
  // Stretching the phrase takes long, so it is done once for all of them.
  const root = HDNodeWallet.fromPhrase(mnemonic, "", "m");
  return demoPeople.map((person) => {
    const wallet = root.derivePath(demoPath(person.index));
    return { person, address: wallet.address, wallet };
  });
}

async function signMessage({ wallet, ...signer }: Key, given: unknown): Promise<string> {
  const bytes = messageOf(z.string().parse(given));
  await requireYes(askDemoMember({ kind: "message", signer, text: new TextDecoder().decode(bytes) }));
  return wallet.signMessage(bytes);
}

async function signTypedData({ wallet, ...signer }: Key, given: unknown): Promise<string> {
  const data = typedDataSchema.parse(typeof given === "string" ? JSON.parse(given) : given);
  await requireYes(askDemoMember({ kind: "typed-data", signer, ...readableTypedData(data) }));
  const { EIP712Domain: _, ...types } = data.types;
  return wallet.signTypedData(data.domain, types, data.message);
}

async function sendTransaction({ wallet, ...signer }: Key, given: unknown, rpc: JsonRpcProvider): Promise<string> {
  const { to, data, value, gas } = transactionSchema.parse(given);
  await requireYes(askDemoMember({ kind: "transaction", signer, ...readableTransaction({ to, data }) }));
  const sent = await wallet.connect(rpc).sendTransaction({ to, data, value, gasLimit: gas });
  return sent.hash;
}

async function requireYes(answer: Promise<DemoCandidate | true | null>): Promise<void> {
  if ((await answer) === null) throw refusal(4001, "refused");
}

function sameChain(asked: unknown, chainId: number): null {
  const { chainId: wanted } = z.object({ chainId: z.string() }).parse(asked);
  if (Number(wanted) !== chainId) throw refusal(4902, "the demo wallet knows the local chain only");
  return null;
}

function fromOf(transaction: unknown): unknown {
  return z.object({ from: z.string() }).parse(transaction).from;
}

/** An error as EIP-1193 wants it. */
function refusal(code: number, message: string): Error & { code: number } {
  return Object.assign(new Error(message), { code });
}
