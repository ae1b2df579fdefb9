// The only way into the ledger. An entry, its postings and the balances change in one transaction, or none of them does.
import { randomUUID } from "node:crypto";
import { chainAccount, type EntryKind, isBalanced, type Posting } from "#app/features/ledger/entry.ts";
import type { Transaction } from "#app/lib/db.server.ts";
import { invariant } from "#app/lib/invariant.ts";
import { toWei } from "#app/lib/money.ts";

/** Number of the advisory lock under which entries are appended (shared) and an epoch's boundary is drawn (exclusive). */
const ledgerLock = 1_330_793;

export type NewEntry = {
  kind: EntryKind;
  /** public id of what it is about */
  ref: string;
  reason?: string;
  /** what must not happen twice: the same key is appended once */
  idempotencyKey: string;
  postings: ReadonlyArray<Posting>;
};

export type Appended = { id: string } | "already-there";

/** Thrown, so that the caller's transaction rolls back: an account would hold less than nothing. */
export class InsufficientFunds extends Error {
  readonly ok = false;
  readonly why = "insufficient-funds";

  constructor(readonly account: string) {
    super(`${account} does not hold that much`);
  }
}

export async function appendEntry(tx: Transaction, entry: NewEntry): Promise<Appended> {
  const [appended] = await appendEntries(tx, [entry]);
  invariant(appended, "one entry gives one result");
  return appended;
}

/**
 * Appends entries in their order. Many at once lock their accounts in one order, so that two batches never wait for each other.
 * @returns one result an entry, in the same order
 * @throws InsufficientFunds
 */
export async function appendEntries(tx: Transaction, entries: ReadonlyArray<NewEntry>): Promise<Array<Appended>> {
  for (const entry of entries) invariant(isBalanced(entry.postings), `entry ${entry.idempotencyKey} sums to zero`);
  if (entries.length === 0) return [];
  await holdLedgerOpen(tx);

  const drafts = entries.map((entry) => ({ ...entry, id: randomUUID() }));
  const fresh = await insertEntries(tx, drafts);
  const appended = drafts.filter(({ id }) => fresh.has(id));
  await insertPostings(tx, appended);
  await changeBalances(
    tx,
    appended.flatMap(({ postings }) => postings),
  );
  return drafts.map(({ id }) => (fresh.has(id) ? { id } : "already-there"));
}

type Draft = NewEntry & { id: string };

// Arrays and one statement each: closing an epoch appends an entry a member, and a row at a time would take minutes.
async function insertEntries(tx: Transaction, drafts: ReadonlyArray<Draft>): Promise<Set<string>> {
  const column = (of: (draft: Draft) => string | null) => drafts.map(of);
  const at = new Date().toISOString();
  const rows = await tx.$queryRaw<Array<{ id: string }>>`
    insert into "Entry" (id, at, kind, reason, ref, "idempotencyKey")
    select id, ${at}::timestamptz at time zone 'UTC', kind, reason, ref, key
    from unnest(
      ${column(({ id }) => id)}::text[], ${column(({ kind }) => kind)}::text[],
      ${column(({ reason }) => reason ?? null)}::text[], ${column(({ ref }) => ref)}::text[],
      ${column(({ idempotencyKey }) => idempotencyKey)}::text[]
    ) with ordinality as draft(id, kind, reason, ref, key, place)
    order by place
    on conflict do nothing returning id`;
  return new Set(rows.map(({ id }) => id));
}

async function insertPostings(tx: Transaction, drafts: ReadonlyArray<Draft>): Promise<void> {
  const rows = drafts.flatMap(({ id, postings }) =>
    postings.map((posting, position) => ({ id, position, ...posting })),
  );
  await tx.$executeRaw`
    insert into "Posting" ("entryId", position, account, "amountWei")
    select * from unnest(
      ${rows.map(({ id }) => id)}::text[], ${rows.map(({ position }) => position)}::int[],
      ${rows.map(({ account }) => account)}::text[], ${rows.map(({ amountWei }) => amountWei.toString())}::numeric[]
    )`;
}

/** Until the transaction ends no epoch closes: for what must still be in review when its entry is appended. */
export async function holdLedgerOpen(tx: Transaction): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock_shared(${ledgerLock}::bigint)`;
}

/** Holds the ledger still until the transaction ends: take it before anything else is touched. */
export async function lockLedger(tx: Transaction): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(${ledgerLock}::bigint)`;
}

/** What an account holds. Outside a transaction of an entry it may be old by the time it is read. */
export async function balanceOf(tx: Pick<Transaction, "balance">, account: string): Promise<bigint> {
  const found = await tx.balance.findUnique({ where: { account } });
  return found ? toWei(found.wei) : 0n;
}

async function changeBalances(tx: Transaction, postings: ReadonlyArray<Posting>): Promise<void> {
  const accounts = [...new Set(postings.map(({ account }) => account))].sort();
  if (accounts.length === 0) return;
  await tx.$executeRaw`
    insert into "Balance" (account, wei) select account, 0 from unnest(${accounts}::text[]) as new(account)
    order by account on conflict do nothing`;
  const locked = await tx.$queryRaw<Array<{ account: string; wei: string }>>`
    select account, wei::text from "Balance" where account = any(${accounts}::text[]) order by account for update`;

  const held = new Map(locked.map(({ account, wei }) => [account, BigInt(wei)]));
  for (const { account, amountWei } of postings) {
    const after = (held.get(account) ?? 0n) + amountWei;
    if (after < 0n && amountWei < 0n && account !== chainAccount) throw new InsufficientFunds(account);
    held.set(account, after);
  }
  const amounts = accounts.map((account) => (held.get(account) ?? 0n).toString());
  await tx.$executeRaw`
    update "Balance" set wei = changed.wei from unnest(${accounts}::text[], ${amounts}::numeric[]) as changed(account, wei)
    where "Balance".account = changed.account`;
}
