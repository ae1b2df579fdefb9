import { readFile } from "node:fs/promises";
import path from "node:path";
import { getAddress } from "ethers";
import { z } from "zod";
import type { Leaves } from "./tree.ts";

const epochSchema = z.object({ n: z.number(), distributor: z.string() });
const leafSchema = z.strictObject({ address: z.string(), cumulativeWei: z.string().regex(/^\d+$/) });

export type PublicFiles = {
  describe: (n: number) => Promise<z.infer<typeof epochSchema>>;
  ledger: (n: number) => Promise<Uint8Array>;
  claims: (n: number) => Promise<Leaves>;
};

/**
 * The public files as a site serves them; those in `folder` (`3/ledger.jsonl`, `3/claims.jsonl`), kept by an auditor, come first.
 */
export function publicFiles(site: string, folder: string | undefined): PublicFiles {
  async function read(n: number, name: string): Promise<Uint8Array> {
    if (folder) {
      const kept = await readFile(path.join(folder, String(n), name)).catch(() => null);
      if (kept) return kept;
    }
    const url = `${site}/api/v1/epochs/${n}/${name}`;
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${url} answered ${response.status}: is the epoch closed, and the site up?`);
    return new Uint8Array(await response.arrayBuffer());
  }

  return {
    async describe(n) {
      const response = await fetch(`${site}/api/v1/epochs/${n}`);
      if (!response.ok) throw new Error(`${site} knows no epoch ${n} (it answered ${response.status}).`);
      return epochSchema.parse(await response.json());
    },
    ledger: (n) => read(n, "ledger.jsonl"),
    claims: async (n) => parsedLeaves(new TextDecoder().decode(await read(n, "claims.jsonl")), n),
  };
}

function parsedLeaves(text: string, n: number): Leaves {
  const leaves = new Map<string, bigint>();
  for (const [index, line] of text.split("\n").entries()) {
    if (line === "") continue;
    const where = `Line ${index + 1} of claims.jsonl of epoch ${n}`;
    const leaf = leafSchema.safeParse(jsonOf(line, where));
    if (!leaf.success) throw new Error(`${where} is no leaf: ${leaf.error.issues[0]?.message}.`);
    const address = getAddress(leaf.data.address);
    if (leaves.has(address)) throw new Error(`${where} names ${address} a second time.`);
    leaves.set(address, BigInt(leaf.data.cumulativeWei));
  }
  return leaves;
}

function jsonOf(line: string, where: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new Error(`${where} is not JSON.`);
  }
}
