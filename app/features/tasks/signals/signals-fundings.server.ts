// Who passed tokens to whom, as the chain says: what the distributor paid and what was minted says nothing.
import { dataSlice, getAddress, id, type JsonRpcProvider, ZeroAddress, zeroPadValue } from "ethers";
import type { Funding } from "#app/features/quality/signals/sybil.ts";
import { chainAnswers, chainProvider } from "#app/lib/chain.server.ts";
import { db } from "#app/lib/db.server.ts";

const transferTopic = id("Transfer(address,address,uint256)");
const blocksARange = 2_000;
/** The newest ones: a look at the whole of a long chain would take hours. */
const mostRanges = 25;
/** Nodes refuse longer lists of topics. */
const mostAddresses = 500;

/** Nothing while the chain is away: the next look finds it. */
export async function listFundings(addresses: ReadonlySet<string>): Promise<Array<Funding>> {
  const deployment = await db().deployment.findUnique({ where: { id: 1 } });
  if (!deployment || addresses.size === 0 || !(await chainAnswers())) return [];
  const provider = chainProvider();
  const newest = await provider.getBlockNumber();
  const oldest = Math.max(Number(deployment.deploymentBlock), newest - mostRanges * blocksARange + 1);
  const place = { token: deployment.token, oldest, newest };
  const found: Array<Funding> = [];
  for (const some of inParts([...addresses], mostAddresses)) found.push(...(await transfersTo(provider, some, place)));
  const untelling = [ZeroAddress, getAddress(deployment.distributor)];
  return found.filter(({ from }) => !untelling.includes(from));
}

type Place = { token: string; oldest: number; newest: number };

async function transfersTo(
  provider: JsonRpcProvider,
  addresses: ReadonlyArray<string>,
  { token, oldest, newest }: Place,
): Promise<Array<Funding>> {
  const topics = [transferTopic, null, addresses.map((address) => zeroPadValue(address, 32))];
  const transfers: Array<Funding> = [];
  for (let from = oldest; from <= newest; from += blocksARange) {
    const toBlock = Math.min(from + blocksARange - 1, newest);
    const logs = await provider.getLogs({ address: token, topics, fromBlock: from, toBlock });
    for (const log of logs) transfers.push({ from: addressIn(log.topics[1]), to: addressIn(log.topics[2]) });
  }
  return transfers;
}

function addressIn(topic: string | undefined): string {
  return getAddress(dataSlice(topic ?? zeroPadValue(ZeroAddress, 32), 12));
}

function inParts<Item>(items: ReadonlyArray<Item>, size: number): Array<Array<Item>> {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, part) =>
    items.slice(part * size, (part + 1) * size),
  );
}
