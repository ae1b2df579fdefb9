import { z } from "zod";

const entrySchema = z.object({
  id: z.string().min(1),
  kind: z.string(),
  postings: z.array(z.object({ account: z.string().min(1), amountWei: z.string().regex(/^-?\d+$/) })),
});

export type Tally = { ok: true; entries: number; leaves: Map<string, bigint> } | { ok: false; problem: string };

/** Reads all ledger files from the first on; the first line that does not parse or sum, or overdraws, is named. */
export function tallied(bodies: ReadonlyArray<Uint8Array>): Tally {
  const balances = new Map<string, bigint>();
  const seen = new Set<string>();

  for (const [index, body] of bodies.entries()) {
    const lines = new TextDecoder().decode(body).split("\n");
    for (const [at, line] of lines.entries()) {
      if (line === "" && at === lines.length - 1) continue;
      const problem = addLine(line, balances, seen);
      if (problem) return { ok: false, problem: `Line ${at + 1} of ledger.jsonl of epoch ${index + 1} ${problem}.` };
    }
    const overdrawn = [...balances].find(([account, balance]) => account !== "chain" && balance < 0n);
    if (overdrawn)
      return {
        ok: false,
        problem: `After epoch ${index + 1} the account ${overdrawn[0]} stands at ${overdrawn[1]} wei.`,
      };
  }
  return { ok: true, entries: seen.size, leaves: leavesOf(balances) };
}

/** @returns what is wrong with the line, or null */
function addLine(line: string, balances: Map<string, bigint>, seen: Set<string>): string | null {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return "is not JSON";
  }
  const entry = entrySchema.safeParse(value);
  if (!entry.success)
    return `is no entry (${entry.error.issues[0]?.path.join(".")}: ${entry.error.issues[0]?.message})`;
  if (seen.has(entry.data.id)) return `repeats entry ${entry.data.id}`;
  seen.add(entry.data.id);

  let sum = 0n;
  for (const { account, amountWei } of entry.data.postings) {
    const amount = BigInt(amountWei);
    sum += amount;
    balances.set(account, (balances.get(account) ?? 0n) + amount);
  }
  return sum === 0n ? null : `(entry ${entry.data.id}) sums to ${sum} wei, not to zero`;
}

function leavesOf(balances: ReadonlyMap<string, bigint>): Map<string, bigint> {
  const leaves = new Map<string, bigint>();
  for (const [account, balance] of balances) {
    if (account.startsWith("member:") && balance > 0n) leaves.set(account.slice("member:".length), balance);
  }
  return leaves;
}
