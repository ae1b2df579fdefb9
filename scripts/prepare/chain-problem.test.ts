import { expect, test } from "vitest";
import { chainProblem } from "#scripts/prepare/chain-problem.ts";

const known = { chainId: 31337, genesisHash: "0xaa", distributor: "0xd" };

test("a chain that still has what the database knows is no problem", () => {
  const found = { chainId: 31337, genesisHash: "0xaa", hasCode: true };
  expect(chainProblem({ known, found, isOwn: true })).toBeNull();
  expect(chainProblem({ known, found, isOwn: false })).toBeNull();
});

test("a local chain that began anew, or lost its contracts, is answered with a reset", () => {
  for (const found of [
    { chainId: 31337, genesisHash: "0xbb", hasCode: true },
    { chainId: 31337, genesisHash: "0xaa", hasCode: false },
  ]) {
    expect(chainProblem({ known, found, isOwn: true })).toContain("npm run reset");
  }
});

test("a foreign chain is never answered with a reset", () => {
  const wiped = { chainId: 31337, genesisHash: "0xaa", hasCode: false };
  expect(chainProblem({ known, found: wiped, isOwn: false })).toContain("set CHAIN_RPC_URL");
  const other = { chainId: 1, genesisHash: "0xaa", hasCode: true };
  expect(chainProblem({ known, found: other, isOwn: true })).toContain(
    "id 1, and this database belongs to chain 31337",
  );
});
