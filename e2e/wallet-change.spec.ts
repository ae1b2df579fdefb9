// Wallets that change under a signed-in member, or are on another chain to begin with.
import { expect, type Page, test } from "@playwright/test";
import type { BaseWallet } from "ethers";
import { z } from "zod";
import { newcomer } from "./people.ts";
import { visit } from "./visit.ts";

type Start = { accounts: Array<string>; chainId: string };

/** A wallet of the older kind: it only takes window.ethereum. `window.journey.emit` does what a person does in its window. */
async function installInjected(page: Page, wallets: ReadonlyArray<BaseWallet>, chainId: string): Promise<void> {
  await page.exposeFunction("signJourney", (address: string, hex: string) => {
    const wallet = wallets.find((candidate) => candidate.address === address);
    return wallet?.signMessage(Buffer.from(hex.slice(2), "hex"));
  });
  await page.addInitScript(inject, { accounts: wallets.map(({ address }) => address), chainId });
}

/** Runs in the page. Its choice of account and chain outlives a reload, as a real wallet's does. */
function inject(start: Start): void {
  const kept = window.sessionStorage.getItem("journey");
  const state: Start & { known: Array<string> } = kept ? JSON.parse(kept) : { ...start, known: [start.chainId] };
  const keep = () => window.sessionStorage.setItem("journey", JSON.stringify(state));
  const listeners: Record<string, Array<(value: unknown) => void>> = {};
  const emit = (event: string, value: unknown) => {
    for (const listener of listeners[event] ?? []) listener(value);
  };
  const methods: Record<string, (params: Array<{ chainId: string }>) => unknown> = {
    eth_accounts: () => state.accounts.slice(0, 1),
    eth_requestAccounts: () => state.accounts.slice(0, 1),
    eth_chainId: () => state.chainId,
    wallet_addEthereumChain: ([chain]) => {
      state.known.push(chain?.chainId ?? "");
      return methods.wallet_switchEthereumChain?.(chain ? [chain] : []);
    },
    wallet_switchEthereumChain: ([chain]) => {
      if (!chain || !state.known.includes(chain.chainId))
        throw Object.assign(new Error("unknown chain"), { code: 4902 });
      state.chainId = chain.chainId;
      keep();
      emit("chainChanged", chain.chainId);
      return null;
    },
    personal_sign: (params) => Reflect.get(window, "signJourney")(state.accounts[0], params[0]),
  };
  const provider = {
    request: async ({ method, params = [] }: { method: string; params?: Array<{ chainId: string }> }) =>
      methods[method]?.(params),
    on: (event: string, listener: (value: unknown) => void) => {
      listeners[event] = [...(listeners[event] ?? []), listener];
    },
    removeListener: (event: string, listener: (value: unknown) => void) => {
      listeners[event] = (listeners[event] ?? []).filter((known) => known !== listener);
    },
  };
  const changeAccount = () => {
    state.accounts.reverse();
    keep();
    emit("accountsChanged", state.accounts.slice(0, 1));
  };
  const changeChain = (chainId: string) => {
    state.chainId = chainId;
    keep();
    emit("chainChanged", chainId);
  };
  Object.assign(window, { ethereum: provider, journey: { changeAccount, changeChain } });
}

async function signIn(page: Page, wallet: BaseWallet): Promise<void> {
  const sheet = page.getByRole("dialog", { name: "Connect a wallet" });
  if (!(await sheet.isVisible())) await page.getByRole("banner").getByRole("button", { name: "Connect" }).click();
  await sheet.getByRole("button", { name: "This browser's wallet" }).click();
  await expect(page.getByRole("button", { name: `Your wallet, ${wallet.address}` })).toBeVisible();
}

async function memberOf(page: Page): Promise<string | null> {
  const answer = await page.request.get("/api/v1/auth/session");
  return answer.ok() ? z.object({ address: z.string() }).parse(await answer.json()).address : null;
}

test("another account in the wallet ends the session, and may sign in itself", async ({ page }) => {
  const [first, second] = [newcomer(), newcomer()];
  await installInjected(page, [first, second], "0x7a69");
  await visit(page, "/");
  await signIn(page, first);
  expect(await memberOf(page)).toBe(first.address);

  await page.evaluate("window.journey.changeAccount()");
  await expect(page.getByText("Your wallet changed to another account, so you were signed out.")).toBeVisible();
  expect(await memberOf(page)).toBeNull();
  await signIn(page, second);
  expect(await memberOf(page)).toBe(second.address);
});

test("an account changed while no page was open ends the session at the next visit", async ({ page }) => {
  const [first, second] = [newcomer(), newcomer()];
  await installInjected(page, [first, second], "0x7a69");
  await visit(page, "/");
  await signIn(page, first);
  await page.evaluate(
    (accounts) => {
      window.sessionStorage.setItem("journey", JSON.stringify({ accounts, chainId: "0x7a69", known: [] }));
    },
    [second.address, first.address],
  );

  await page.reload();
  await expect(page.getByText("Your wallet changed to another account, so you were signed out.")).toBeVisible();
  expect(await memberOf(page)).toBeNull();
});

test("a wallet on another chain is brought to the site's, and leaving it ends the session", async ({ page }) => {
  const wallet = newcomer();
  await installInjected(page, [wallet], "0x1");
  await visit(page, "/");
  await signIn(page, wallet);

  await page.evaluate("window.journey.changeChain('0x1')");
  await expect(page.getByText("Your wallet changed to another chain, so you were signed out.")).toBeVisible();
  expect(await memberOf(page)).toBeNull();
});
