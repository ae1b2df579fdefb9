// `tsx scripts/contracts/make-vectors.ts`: writes contracts/vectors with OpenZeppelin's library, the trees that the contract, the
// server and the auditor's code must agree on. The same files come out each time.
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import { getAddress, id } from "ethers";
import { leafEncoding } from "#app/lib/chain.ts";

const folder = join(dirname(fileURLToPath(import.meta.url)), "../../contracts/vectors");
const sizes = [1, 2, 3, 4, 5, 7, 8, 33];

/** An address and an amount that follow from the leaf's place alone: from one wei to some tokens with odd digits. */
function leafAt(index: number, size: number): [string, string] {
  const address = getAddress(`0x${id(`member ${index} of ${size}`).slice(-40)}`);
  const wei = index === 0 ? 1n : BigInt(id(`wei ${index} of ${size}`)) % 10n ** 21n;
  return [address, wei.toString()];
}

await mkdir(folder, { recursive: true });
for (const size of sizes) {
  const leaves = Array.from({ length: size }, (_, index) => leafAt(index, size));
  const tree = StandardMerkleTree.of(leaves, leafEncoding);
  const vector = {
    root: tree.root,
    totalWei: leaves.reduce((sum, [, wei]) => sum + BigInt(wei), 0n).toString(),
    leaves: leaves.map(([address, cumulativeWei], index) => ({ address, cumulativeWei, proof: tree.getProof(index) })),
  };
  await writeFile(join(folder, `merkle-${size}.json`), `${JSON.stringify(vector, null, 2)}\n`);
}
