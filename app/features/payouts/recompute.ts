// An epoch recomputed from its public files alone: what a visitor's browser does on the audit page.
// The verifier in scripts/ does the same and shares nothing with this, so that one mistake can't hide in both.
import { z } from "zod";
import { addressOf, chainAccount, memberOf } from "#app/features/ledger/entry.ts";
import { type Leaf, merkleTree } from "#app/features/payouts/merkle.ts";
import { sumOf } from "#app/lib/money.ts";

/** What a file gets wrong first. Lines count from 1. */
export type FileProblem =
  | { kind: "not-json" | "not-an-entry" | "repeated"; epoch: number; line: number }
  | { kind: "not-zero"; epoch: number; line: number; entryId: string; sumWei: bigint }
  | { kind: "overdrawn"; epoch: number; account: string; balanceWei: bigint }
  | { kind: "claims-line"; line: number };

export type LeafDifference = { address: string; publishedWei: bigint; recomputedWei: bigint };

const entrySchema = z.object({
  id: z.string().min(1),
  kind: z.string().min(1),
  postings: z.array(z.object({ account: z.string().min(1), amountWei: z.string().regex(/^-?\d+$/) })),
});

const leafSchema = z.strictObject({
  address: z.string().regex(/^0x[0-9a-fA-F]{40}$/),
  cumulativeWei: z.string().regex(/^\d+$/),
});

export type Tally = { balances: Map<string, bigint>; entryIds: Set<string> };

export function emptyTally(): Tally {
  return { balances: new Map(), entryIds: new Set() };
}

/**
 * Adds one epoch's ledger file to what the files before it left. Epochs are added in their order, from the first on.
 * @param onEntries told now and then how many entries have been read so far
 * @returns the first line that does not parse, repeats an entry or does not sum to zero; an account below zero at the end; or null
 */
export function addLedgerFile(
  tally: Tally,
  epoch: number,
  file: string,
  onEntries: (count: number) => void = () => undefined,
): FileProblem | null {
  for (const { text, line } of linesOf(file)) {
    const problem = addLine(tally, text, { epoch, line });
    if (problem) return problem;
    if (tally.entryIds.size % 1_000 === 0) onEntries(tally.entryIds.size);
  }
  onEntries(tally.entryIds.size);
  for (const [account, balanceWei] of tally.balances) {
    if (account !== chainAccount && balanceWei < 0n) return { kind: "overdrawn", epoch, account, balanceWei };
  }
  return null;
}

/** The leaves that the tally calls for, with their root and total. */
export function leavesOf(tally: Tally): { leaves: Array<Leaf>; root: string; totalWei: bigint } {
  const leaves: Array<Leaf> = [];
  for (const [account, balanceWei] of tally.balances) {
    const address = addressOf(account);
    if (address !== null && account === memberOf(address) && balanceWei > 0n)
      leaves.push({ address, cumulativeWei: balanceWei });
  }
  return { leaves, root: merkleTree(leaves).root, totalWei: sumOf(leaves.map((leaf) => leaf.cumulativeWei)) };
}

/** Reads a claims file; a line that is no leaf, or names an address again, is a problem. */
export function readClaimsFile(file: string): { ok: true; leaves: Array<Leaf> } | { ok: false; problem: FileProblem } {
  const leaves = new Map<string, Leaf>();
  for (const { text, line } of linesOf(file)) {
    const parsed = leafSchema.safeParse(jsonOf(text));
    if (!parsed.success || leaves.has(parsed.data.address))
      return { ok: false, problem: { kind: "claims-line", line } };
    const { address, cumulativeWei } = parsed.data;
    leaves.set(address, { address, cumulativeWei: BigInt(cumulativeWei) });
  }
  return { ok: true, leaves: [...leaves.values()] };
}

/** Whose leaves differ between the claims file and the ledger; a leaf that is missing counts as nought. */
export function leafDifferences(
  published: ReadonlyArray<Leaf>,
  recomputed: ReadonlyArray<Leaf>,
): Array<LeafDifference> {
  const one = new Map(published.map((leaf) => [leaf.address, leaf.cumulativeWei]));
  const other = new Map(recomputed.map((leaf) => [leaf.address, leaf.cumulativeWei]));
  return [...new Set([...one.keys(), ...other.keys()])]
    .filter((address) => one.get(address) !== other.get(address))
    .map((address) => ({ address, publishedWei: one.get(address) ?? 0n, recomputedWei: other.get(address) ?? 0n }));
}

function addLine(tally: Tally, text: string, at: { epoch: number; line: number }): FileProblem | null {
  const value = jsonOf(text);
  if (value === undefined) return { kind: "not-json", ...at };
  const parsed = entrySchema.safeParse(value);
  if (!parsed.success) return { kind: "not-an-entry", ...at };
  const { id, postings } = parsed.data;
  if (tally.entryIds.has(id)) return { kind: "repeated", ...at };
  tally.entryIds.add(id);

  let sumWei = 0n;
  for (const { account, amountWei } of postings) {
    const amount = BigInt(amountWei);
    sumWei += amount;
    tally.balances.set(account, (tally.balances.get(account) ?? 0n) + amount);
  }
  return sumWei === 0n ? null : { kind: "not-zero", ...at, entryId: id, sumWei };
}

/** The lines of a file that ends each with a line feed; an empty line inside is a line. */
function* linesOf(file: string): Generator<{ text: string; line: number }> {
  let start = 0;
  for (let line = 1; start < file.length; line++) {
    const end = file.indexOf("\n", start);
    yield { text: file.slice(start, end === -1 ? file.length : end), line };
    start = end === -1 ? file.length : end + 1;
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
