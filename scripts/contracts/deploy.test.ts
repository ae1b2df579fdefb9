// The contracts on a real local chain, called as the site calls them: by the interfaces and typed data of app/lib/chain.ts.
import { mkdtemp, readFile, truncate } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  AbiCoder,
  Contract,
  HDNodeWallet,
  id,
  JsonRpcProvider,
  keccak256,
  Signature,
  type TransactionResponse,
} from "ethers";
import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import * as chain from "#app/lib/chain.ts";
import { startAnvil } from "./anvil.mjs";
import { deployContracts, tokenSupplyWei } from "./deploy.ts";

const mnemonic = "test test test test test test test test test test test junk";
const deployer = walletAt(0);
const proposer = walletAt(1);
const arbiter = walletAt(2);
const requester = walletAt(3);
const member = walletAt(4);
const payee = walletAt(5);
const inAnHour = Math.floor(Date.now() / 1000) + 3600;
const minute = 60_000;

test("a permit funds, an epoch is accepted, and its member is paid where their signature says", {
  timeout: minute,
}, async () => {
  const { url } = await trialChain();
  const deployment = await deploy(url);
  expect(deployment).toMatchObject({
    chainId: chain.localChainId,
    genesisHash: expect.stringMatching(/^0x[0-9a-f]{64}$/),
  });
  const { token, distributor } = await contractsOf(url, deployment);

  expect(await token(requester, "balanceOf")(requester.address)).toBe(tokenSupplyWei);
  const permit = await signPermit(deployment, 100n);
  await mined(distributor(requester, "fundWithPermit")(id("campaign"), 100n, inAnHour, permit.v, permit.r, permit.s));
  expect(await distributor(member, "funded")()).toBe(100n);

  const leaf = leafOf(member.address, 60n);
  await mined(distributor(proposer, "propose")(1, leaf, 60n, id("ledger"), "https://praca.example"));
  expect((await distributor(member, "pending")()).n).toBe(1n);
  const provider = new JsonRpcProvider(url);
  onTestFinished(() => provider.destroy());
  await provider.send("evm_increaseTime", [60]);
  await expect.poll(async () => (await distributor(member, "current")()).n, { timeout: 10_000 }).toBe(1n);

  const claim = { account: member.address, payee: payee.address, cumulative: 60n, deadline: inAnHour };
  const domain = chain.chainDomain(deployment.chainId, deployment.distributor);
  const signature = await member.signTypedData(domain, chain.claimTypes, claim);
  await mined(distributor(arbiter, "claimTo")(member.address, payee.address, 60n, leaf, [], inAnHour, signature));
  expect(await token(member, "balanceOf")(payee.address)).toBe(60n);

  const again = distributor(member, "claim").staticCall(member.address, 60n, leaf, []);
  await expect(again).rejects.toMatchObject({ revert: { name: "NothingToClaim" } });
});

test("the chain's state survives a restart; a state cut short is said, with the way on", {
  timeout: minute,
}, async () => {
  const first = await trialChain();
  const deployment = await deploy(first.url);
  await first.stop();

  const second = await trialChain(first.stateFile);
  const { distributor } = await contractsOf(second.url, deployment);
  expect(await distributor(member, "proposer")()).toBe(proposer.address);
  await second.stop();

  await truncate(first.stateFile, 1000);
  await expect(trialChain(first.stateFile)).rejects.toThrow(/cut short: run npm run reset/);
});

test("a chain that its starter left behind is ended by the next start", { timeout: minute }, async () => {
  const left = await trialChain();
  const next = await trialChain(left.stateFile);
  await left.exited;
  expect(next.pid).not.toBe(left.pid);
  const note = z.object({ pid: z.number() }).parse(JSON.parse(await readFile(`${left.stateFile}.pid`, "utf8")));
  expect(note.pid).toBe(next.pid);
});

test("a port where a chain answers already is named", { timeout: minute }, async () => {
  const { port } = await trialChain();
  await expect(startAnvil({ port, mnemonic })).rejects.toThrow(`port ${port} already answers`);
});

test("an unused chain rests, and wakes for a transaction", { timeout: minute }, async () => {
  const { url } = await trialChain(undefined, 1);
  const provider = new JsonRpcProvider(url, undefined, { pollingInterval: 100, cacheTimeout: -1 });
  onTestFinished(() => provider.destroy());
  const blocksInTwoSeconds = async () => {
    const before = await provider.getBlockNumber();
    await new Promise((passed) => setTimeout(passed, 2000));
    return (await provider.getBlockNumber()) - before;
  };
  await expect.poll(blocksInTwoSeconds, { timeout: 30_000 }).toBe(0);

  await mined(member.connect(provider).sendTransaction({ to: payee.address, value: 1n }));
  expect(await provider.getBalance(payee.address)).toBe(10_000n * 10n ** 18n + 1n);
});

async function trialChain(stateFile?: string, idleSeconds?: number) {
  const file = stateFile ?? join(await mkdtemp(join(tmpdir(), "praca-chain-")), "state.json");
  const port = await freePort();
  const anvil = await startAnvil({ stateFile: file, port, mnemonic, idleSeconds });
  onTestFinished(anvil.stop);
  return { ...anvil, port, stateFile: file };
}

async function deploy(rpcUrl: string) {
  return deployContracts({
    rpcUrl,
    deployerKey: deployer.privateKey,
    proposer: proposer.address,
    arbiter: arbiter.address,
    windowSeconds: 60,
    supplyTo: requester.address,
  });
}

type Deployment = Awaited<ReturnType<typeof deploy>>;

async function contractsOf(url: string, deployment: Deployment) {
  const provider = new JsonRpcProvider(url, undefined, { pollingInterval: 100, cacheTimeout: -1 });
  onTestFinished(() => provider.destroy());
  /** A method of the contract at `address`, as somebody calls it. */
  const at = (address: string, abi: ReadonlyArray<string>) => (wallet: HDNodeWallet, method: string) =>
    new Contract(address, abi, wallet.connect(provider)).getFunction(method);
  return { token: at(deployment.token, chain.tokenAbi), distributor: at(deployment.distributor, chain.distributorAbi) };
}

async function signPermit(deployment: Deployment, value: bigint) {
  const permit = { owner: requester.address, spender: deployment.distributor, value, nonce: 0n, deadline: inAnHour };
  const domain = chain.tokenDomain(deployment.chainId, deployment.token);
  return Signature.from(await requester.signTypedData(domain, chain.permitTypes, permit));
}

/** OpenZeppelin's leaf, which is the root of a tree of one. */
function leafOf(address: string, cumulative: bigint): string {
  return keccak256(keccak256(AbiCoder.defaultAbiCoder().encode(chain.leafEncoding, [address, cumulative])));
}

async function mined(sent: Promise<TransactionResponse>) {
  await (await sent).wait();
}

function walletAt(index: number): HDNodeWallet {
  return HDNodeWallet.fromPhrase(mnemonic, "", `m/44'/60'/0'/0/${index}`);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
