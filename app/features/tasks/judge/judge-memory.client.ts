// What this browser remembers for a judge: answers that were begun, and keys of one's own.
import { z } from "zod";
import { taskLeaseSchema } from "#app/features/tasks/api.ts";
import { draftSchema } from "#app/features/tasks/forms/draft.ts";
import { bindingsFrom, type KeyBindings, ownBindings } from "#app/features/tasks/judge/judge-keys.ts";

/** Drafts of tasks that were never answered are forgotten, the oldest first. */
const mostDrafts = 16;

const begunSchema = z.object({ lease: taskLeaseSchema, draft: draftSchema, dwellMs: z.number() });
export type Begun = z.infer<typeof begunSchema>;

/** The latest last. */
export function readBegun(address: string): Array<Begun> {
  const { data = [] } = z.array(z.unknown()).safeParse(read(draftsKey(address)));
  // Each by itself: one that an older version wrote does not take the others with it.
  return data.flatMap((row) => begunSchema.safeParse(row).data ?? []);
}

/** By the task and not by the lease: a task that is given back and leased again finds its draft. */
export function keepBegun(address: string, begun: Begun): void {
  write(draftsKey(address), [...others(address, begun.lease.taskId), begun].slice(-mostDrafts));
}

export function forgetBegun(address: string, taskId: string): void {
  const rest = others(address, taskId);
  write(draftsKey(address), rest.length > 0 ? rest : null);
}

/** Answers that have arrived; what was refused stays, should its task come back. */
export function forgetArrived(address: string, leaseIds: ReadonlySet<string>): void {
  const before = readBegun(address);
  const rest = before.filter(({ lease }) => !leaseIds.has(lease.id));
  if (rest.length < before.length) write(draftsKey(address), rest.length > 0 ? rest : null);
}

function others(address: string, taskId: string): Array<Begun> {
  return readBegun(address).filter(({ lease }) => lease.taskId !== taskId);
}

export function readBindings(): KeyBindings {
  return bindingsFrom(read("praca-keys"));
}

export function writeBindings(bindings: KeyBindings): void {
  const own = ownBindings(bindings);
  write("praca-keys", Object.keys(own).length > 0 ? own : null);
}

function draftsKey(address: string): string {
  return `praca-drafts:${address}`;
}

function read(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null");
  } catch {
    return null;
  }
}

function write(key: string, value: unknown): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Storage that is closed or full: what was begun lives in this tab only.
  }
}
