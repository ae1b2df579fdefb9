// A judge's calls of the public interface, and the answers that this browser keeps until they have arrived.
import { z } from "zod";
import type { TaskKind } from "#app/features/campaigns/kind-options.ts";
import {
  type AnswerResult,
  answerSchema,
  answersResponseSchema,
  flagReasons,
  leaseResponseSchema,
  type SkipReason,
} from "#app/features/tasks/api.ts";
import type { OutboxItem } from "#app/features/tasks/judge/judge-desk.ts";

/** What a call met: `code` is the interface's own, or `offline` when nothing answered. */
export class CallRefused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
  ) {
    super(code);
  }
}

/** In UTF-16 units: at most 60 kB as UTF-8. */
const longestKeptAlive = 20_000;
const leasePath = "/api/v1/tasks/lease";
const errorSchema = z.object({ error: z.object({ code: z.string() }) });
const extendedSchema = z.object({ id: z.string(), expiresAt: z.string() });

/** What somebody wants to judge; null for anything. */
export type Wanted = { campaignId: string | null; kind: TaskKind | null };

export async function leaseTasks(count: number, { campaignId, kind }: Wanted) {
  const wanted = { ...(campaignId ? { campaignId } : {}), ...(kind ? { kinds: [kind] } : {}) };
  const answer = await call("POST", leasePath, { count, ...wanted });
  return leaseResponseSchema.parse(answer);
}

/** Answers that are too many or too long for one call go in halves; one that is refused by itself does not hold up the rest. */
export async function sendAnswers(items: ReadonlyArray<OutboxItem>): Promise<Array<AnswerResult>> {
  try {
    return await sendTogether(items);
  } catch (error) {
    if (!(error instanceof CallRefused) || (error.status !== 400 && error.status !== 413)) throw error;
    const [only] = items;
    if (only && items.length === 1) return [{ leaseId: only.leaseId, state: "refused", code: "invalid-answer" }];
    const half = Math.ceil(items.length / 2);
    return [...(await sendAnswers(items.slice(0, half))), ...(await sendAnswers(items.slice(half)))];
  }
}

async function sendTogether(items: ReadonlyArray<OutboxItem>): Promise<Array<AnswerResult>> {
  const answers = items.map(({ leaseId, answer, flag, dwellMs }) => ({
    leaseId,
    answer,
    ...(flag ? { flag } : {}),
    ...(dwellMs === undefined ? {} : { dwellMs }),
  }));
  return answersResponseSchema.parse(await call("POST", "/api/v1/tasks/answers", { answers })).results;
}

/** @returns false when the task has closed, or there was no answer to change */
export async function sendChange({ leaseId, answer, flag }: OutboxItem): Promise<boolean> {
  try {
    await call("PUT", `/api/v1/tasks/answers/${leaseId}`, { answer, ...(flag ? { flag } : {}) });
    return true;
  } catch (error) {
    if (error instanceof CallRefused && (error.status === 409 || error.status === 404)) return false;
    throw error;
  }
}

/** Where it does not arrive, the guidelines are shown again on the next visit. */
export async function acknowledge(campaignId: string, version: number): Promise<void> {
  await call("POST", `/api/v1/campaigns/${campaignId}/acknowledge`, { version });
}

export async function extendLease(leaseId: string): Promise<string> {
  return extendedSchema.parse(await call("POST", `/api/v1/tasks/leases/${leaseId}/extend`, {})).expiresAt;
}

export async function skipTask(leaseId: string, reason: SkipReason): Promise<void> {
  await call("POST", `/api/v1/tasks/leases/${leaseId}/skip`, { reason });
}

/** Sent while the page goes away, so nobody waits for an answer to it. */
export function releaseTasks(leaseIds: ReadonlyArray<string>): void {
  if (leaseIds.length === 0) return;
  void fetch("/api/v1/tasks/leases/release", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ leaseIds }),
    keepalive: true,
  }).catch(() => undefined);
}

const outboxItemSchema = z.object({
  leaseId: z.string(),
  priceWei: z.string(),
  answer: answerSchema,
  flag: z.enum(flagReasons).optional(),
  dwellMs: z.number().optional(),
  isChange: z.boolean(),
});

export function readOutbox(address: string): Array<OutboxItem> {
  try {
    const kept = z.array(z.unknown()).parse(JSON.parse(localStorage.getItem(outboxKey(address)) ?? "[]"));
    // Each by itself: one that an older version wrote does not take the others with it.
    return kept.flatMap((item) => outboxItemSchema.safeParse(item).data ?? []);
  } catch {
    // Storage that is closed to us: there is nothing to send.
    return [];
  }
}

export function writeOutbox(address: string, outbox: ReadonlyArray<OutboxItem>): void {
  try {
    if (outbox.length === 0) localStorage.removeItem(outboxKey(address));
    else localStorage.setItem(outboxKey(address), JSON.stringify(outbox));
  } catch {
    // Without storage the answers live in this tab only, and are sent from it all the same.
  }
}

function outboxKey(address: string): string {
  return `praca-answers:${address}`;
}

async function call(method: "POST" | "PUT", path: string, body: unknown): Promise<unknown> {
  const headers = { "Content-Type": "application/json" };
  const text = JSON.stringify(body);
  // `keepalive`: what was answered before the page was left still arrives. A browser refuses it for more than 64 KiB.
  const keepalive = path !== leasePath && text.length < longestKeptAlive;
  const request = { method, headers, body: text, keepalive };
  const response = await fetch(path, request).catch(() => null);
  if (!response) throw new CallRefused(0, "offline");
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return answer;
  const refusal = errorSchema.safeParse(answer);
  throw new CallRefused(response.status, refusal.success ? refusal.data.error.code : "offline");
}
