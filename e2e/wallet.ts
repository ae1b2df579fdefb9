// A browser wallet for the journeys: announced in the page like any (EIP-6963); what it is asked is answered in this process, by
// a key that never enters the page.
import { expect, type Page } from "@playwright/test";
import { type BaseWallet, getBytes, isHexString, toUtf8Bytes } from "ethers";
import { z } from "zod";
import { chain } from "./site.ts";

const walletName = "Journey Wallet";
const rdns = "test.journey";

const transactionSchema = z.object({ to: z.string(), data: z.string().optional(), value: z.string().optional() });
const typedDataSchema = z.object({
  domain: z.record(z.string(), z.unknown()),
  types: z.record(z.string(), z.array(z.object({ name: z.string(), type: z.string() }))),
  message: z.record(z.string(), z.unknown()),
});

/** Puts the wallet into every page that is opened from now on. @returns the methods it was asked, in their order */
export async function installWallet(page: Page, wallet: BaseWallet): Promise<Array<string>> {
  const asked: Array<string> = [];
  await page.exposeFunction("askJourneyWallet", (method: string, params: Array<unknown>) => {
    asked.push(method);
    return answer(wallet, method, params);
  });
  await page.addInitScript(announce, { name: walletName, rdns });
  return asked;
}

/** Runs in the page, before any script of it. */
function announce({ name, rdns }: { name: string; rdns: string }): void {
  const ask: unknown = Reflect.get(window, "askJourneyWallet");
  if (typeof ask !== "function") return;
  const provider = {
    request: ({ method, params = [] }: { method: string; params?: Array<unknown> }) => ask(method, params),
    on: () => provider,
    removeListener: () => provider,
  };
  const icon = "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciLz4=";
  const detail = Object.freeze({ info: { uuid: window.crypto.randomUUID(), name, icon, rdns }, provider });
  const say = () => window.dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail }));
  window.addEventListener("eip6963:requestProvider", say);
  say();
}

/** Connects and signs in as a person does, with the wallet that was installed. */
export async function signInOnPage(page: Page, wallet: BaseWallet): Promise<void> {
  await page.getByRole("banner").getByRole("button", { name: "Connect" }).click();
  await page.getByRole("button", { name: walletName }).click();
  await expect(page.getByRole("button", { name: `Your wallet, ${wallet.address}` })).toBeVisible();
}

async function answer(wallet: BaseWallet, method: string, params: Array<unknown>): Promise<unknown> {
  switch (method) {
    case "eth_accounts":
    case "eth_requestAccounts":
      return [wallet.address];
    case "personal_sign":
      return wallet.signMessage(bytesOf(z.string().parse(params[0])));
    case "eth_signTypedData_v4": {
      const { domain, types, message } = typedDataSchema.parse(JSON.parse(z.string().parse(params[1])));
      const { EIP712Domain: _, ...signed } = types;
      return wallet.signTypedData(domain, signed, message);
    }
    case "eth_sendTransaction": {
      const { to, data, value } = transactionSchema.parse(params[0]);
      const sent = await wallet.connect(chain()).sendTransaction({ to, data, value });
      return sent.hash;
    }
    default:
      return chain().send(method, params);
  }
}

function bytesOf(text: string): Uint8Array {
  return isHexString(text) ? getBytes(text) : toUtf8Bytes(text);
}
