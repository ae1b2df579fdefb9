type KnownChain = { chainId: number; genesisHash: string; distributor: string };
type FoundChain = { chainId: number; genesisHash: string; hasCode: boolean };

/** @returns why this database and this chain do not belong together, in a sentence, or null */
export function chainProblem({ known, found, isOwn }: { known: KnownChain; found: FoundChain; isOwn: boolean }) {
  if (found.chainId !== known.chainId) {
    return (
      `The chain that answers has the id ${found.chainId}, and this database belongs to chain ${known.chainId}: ` +
      "set CHAIN_RPC_URL to that chain, or DATABASE_URL to another database."
    );
  }
  if (found.genesisHash === known.genesisHash && found.hasCode) return null;
  return isOwn
    ? "The local chain lost its state while the database kept its own, as after a power cut: run npm run reset to begin anew."
    : `The chain that answers does not have the distributor ${known.distributor} that this database belongs to: ` +
        "set CHAIN_RPC_URL to the chain that has it, or DATABASE_URL to another database.";
}
