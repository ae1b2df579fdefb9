// Recomputes an epoch from the public files and holds it against the chain. For auditors: it imports nothing of the
// site, so that a mistake of ours in the tally or in the tree cannot hide itself here.
// npm run verify-epoch -- --site http://localhost:3000 --epoch 3 [--rpc URL] [--distributor ADDRESS] [--files FOLDER]
import { parseArgs } from "node:util";
import { keccak256 } from "ethers";
import { type ChainEpoch, readChain } from "./verify-epoch/chain.ts";
import { publicFiles } from "./verify-epoch/files.ts";
import { tallied } from "./verify-epoch/tally.ts";
import { differences, type Leaves, rootOf } from "./verify-epoch/tree.ts";

const { values } = parseArgs({
  options: {
    site: { type: "string", default: "http://localhost:3000" },
    epoch: { type: "string" },
    rpc: { type: "string" },
    distributor: { type: "string" },
    files: { type: "string" },
  },
});

function fail(sentence: string): never {
  console.error(`✗ ${sentence}`);
  process.exit(1);
}

function pass(sentence: string): void {
  console.log(`✓ ${sentence}`);
}

async function verify(n: number): Promise<void> {
  const files = publicFiles(values.site, values.files);
  const described = await files.describe(n);
  const distributor = values.distributor ?? described.distributor;
  const chain = await readChain({ rpcUrl: values.rpc ?? `${values.site}/rpc`, distributor, last: n });
  console.log(`Epoch ${n} of ${distributor} on chain ${chain.chainId}`);

  const bodies: Array<Uint8Array> = [];
  for (let epoch = 1; epoch <= n; epoch++) bodies.push(await files.ledger(epoch));

  const tally = tallied(bodies);
  if (!tally.ok) fail(tally.problem);
  pass(
    `${tally.entries} entries of ${n} ${n === 1 ? "file" : "files"} parse, each sums to zero, no balance is below zero`,
  );

  compareLeaves(tally.leaves, await files.claims(n));
  pass(`${tally.leaves.size} leaves are what the ledger says`);

  const proposed = chain.epochs.get(n);
  if (!proposed) fail(`The chain knows no proposal of epoch ${n}.`);
  compareWithChain(tally.leaves, proposed);
  compareDigests(bodies, chain.epochs);
  pass(`the ${n === 1 ? "file's digest is the one" : "digests of all files are those"} on the chain`);
}

function compareLeaves(recomputed: Leaves, published: Leaves): void {
  const found = differences(recomputed, published);
  if (found.length === 0) return;
  const lines = found.map(({ address, byWei }) => `  ${address} differs by ${byWei} wei (published less recomputed)`);
  fail(`claims.jsonl does not say what the ledger says:\n${lines.join("\n")}`);
}

function compareWithChain(leaves: Leaves, proposed: ChainEpoch): void {
  let total = 0n;
  for (const cumulative of leaves.values()) total += cumulative;
  if (total !== proposed.total) fail(`The leaves sum to ${total} wei, the chain says ${proposed.total}.`);
  pass(`the total is ${total} wei, as on the chain`);
  const root = rootOf(leaves);
  if (root !== proposed.root) fail(`The recomputed root is ${root}, the chain says ${proposed.root}.`);
  pass(`the root is ${root}, as on the chain`);
}

function compareDigests(bodies: ReadonlyArray<Uint8Array>, epochs: ReadonlyMap<number, ChainEpoch>): void {
  for (const [index, body] of bodies.entries()) {
    const onChain = epochs.get(index + 1);
    const digest = keccak256(body);
    if (onChain && onChain.ledgerDigest !== digest) {
      fail(
        `ledger.jsonl of epoch ${index + 1} has the digest ${digest}, the chain says ${onChain.ledgerDigest}: the file was changed.`,
      );
    }
  }
}

const epoch = Number(values.epoch);
if (!Number.isInteger(epoch) || epoch < 1) fail("Name the epoch: npm run verify-epoch -- --epoch 1");
try {
  await verify(epoch);
  console.log("The epoch is what it says.");
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}
