// Test ether for the demo people of the local chain, and tokens for those who pay.
import { Contract, HDNodeWallet, Interface, NonceManager, parseEther, Wallet } from "ethers";
import { chainProvider } from "#app/lib/chain.server.ts";
import { tokenAbi } from "#app/lib/chain.ts";
import { db } from "#app/lib/db.server.ts";
import { demoMnemonic, deploymentSettings } from "#scripts/prepare/settings.ts";
import { step } from "#scripts/start/lifetime.mjs";

/** By their place in the mnemonic: contributors 0 to 2, requester 3, reviewer 4, buyer 5. */
const people = 6;
const payers = [3, 5];
const etherEach = parseEther("10");
const tokensEach = parseEther("100000");

/** Tops up who has next to nothing, so that it can be done at every start. */
export async function giveToDemoPeople(): Promise<void> {
  const gifts = await listGifts();
  if (gifts.length === 0) return;
  await step("Giving the demo people test ether and tokens", async () => {
    // Four seconds by default, and the local chain makes a block a second.
    chainProvider().pollingInterval = 250;
    const operator = new NonceManager(new Wallet(deploymentSettings().DEPLOYER_KEY, chainProvider()));
    const sent = [];
    for (const { to, wei, token } of gifts) {
      const transfer = token ? { to: token, data: transferData(to, wei) } : { to, value: wei };
      sent.push(await operator.sendTransaction(transfer));
    }
    await Promise.all(sent.map((transaction) => transaction.wait()));
  });
}

type Gift = { to: string; wei: bigint; token?: string };

async function listGifts(): Promise<Array<Gift>> {
  const { token } = await db().deployment.findUniqueOrThrow({ where: { id: 1 } });
  const balanceOf = new Contract(token, tokenAbi, chainProvider()).getFunction("balanceOf");
  const addresses = Array.from({ length: people }, (_, index) => addressOf(index));
  const ether = addresses.map(async (to): Promise<Array<Gift>> => {
    return (await chainProvider().getBalance(to)) < etherEach / 10n ? [{ to, wei: etherEach }] : [];
  });
  const tokens = payers.map(addressOf).map(async (to): Promise<Array<Gift>> => {
    return BigInt(await balanceOf(to)) === 0n ? [{ to, wei: tokensEach, token }] : [];
  });
  return (await Promise.all([...ether, ...tokens])).flat();
}

function addressOf(index: number): string {
  return HDNodeWallet.fromPhrase(demoMnemonic(), undefined, `m/44'/60'/0'/0/${index}`).address;
}

function transferData(to: string, wei: bigint): string {
  return new Interface(tokenAbi).encodeFunctionData("transfer", [to, wei]);
}
