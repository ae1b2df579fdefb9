import { JsonRpcProvider, Wallet } from "ethers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contractWalletCheck } from "#app/features/auth/contract-wallet.server.ts";
import { startAnvil } from "#scripts/contracts/anvil.mjs";
import { freePort } from "#scripts/start/free-port.mjs";

// Contracts of a few opcodes: each returns four bytes left-aligned in a word, reverts, or returns nothing.
const answering = (selector: string) => `0x63${selector}60e01b60005260206000f3`;
const contracts = {
  agreeing: answering("1626ba7e"),
  disagreeing: answering("ffffffff"),
  reverting: "0x60006000fd",
  silent: "0x00",
};

let anvil: Awaited<ReturnType<typeof startAnvil>>;
let provider: JsonRpcProvider;

beforeAll(async () => {
  anvil = await startAnvil({ port: await freePort(), mnemonic: "test ".repeat(11).concat("junk") });
  provider = new JsonRpcProvider(anvil.url);
  await provider.getNetwork();
});

afterAll(async () => {
  provider.destroy();
  await anvil.stop();
});

async function checkOf(code: string) {
  const { address } = Wallet.createRandom();
  await provider.send("anvil_setCode", [address, code]);
  return contractWalletCheck({ address, message: "a message", signature: "0x00" }, provider);
}

test("a contract that answers EIP-1271's value has signed", async () => {
  expect(await checkOf(contracts.agreeing)).toBe("valid");
});

test.each(["disagreeing", "reverting", "silent"] as const)("a %s contract has not signed", async (kind) => {
  expect(await checkOf(contracts[kind])).toBe("invalid");
});

test("an address without code has not signed", async () => {
  expect(await checkOf("0x")).toBe("invalid");
});

test("a chain that can't be reached answers nothing, and that signs nobody in", async () => {
  const nowhere = new JsonRpcProvider(`http://127.0.0.1:${await freePort()}`);
  const { address } = Wallet.createRandom();
  expect(await contractWalletCheck({ address, message: "a message", signature: "0x00" }, nowhere)).toBe("unanswered");
  nowhere.destroy();
});
