// What lies on a judge's desk: the tasks in hand, the answers on their way, the day's sum. Each event gives the next desk at
// once; sending happens beside it, and what is refused steps back.
import type { AnswerCode, AnswerResult, FlagReason, TaskLease } from "#app/features/tasks/api.ts";
import type { TaskAnswer } from "#app/features/tasks/forms/draft.ts";
import { assertNever } from "#app/lib/invariant.ts";
import { sumOf } from "#app/lib/money.ts";

export type OutboxItem = {
  leaseId: string;
  priceWei: string;
  answer: TaskAnswer;
  flag?: FlagReason | undefined;
  /** How long the task was looked at. */
  dwellMs?: number | undefined;
  /** Replaces an answer that was sent before it. */
  isChange: boolean;
};

export type Answered = { lease: TaskLease; answer: TaskAnswer; flag: FlagReason | null };
export type NoticeCode = AnswerCode | "lease-ended" | "change-too-late" | "changed" | "offline";

export type Desk = {
  /** The first one is shown. */
  tasks: ReadonlyArray<TaskLease>;
  /** What Undo goes back to, the latest answer last. */
  past: ReadonlyArray<Answered>;
  /** Shown instead of the first task: an answer that is being changed. */
  changing: Answered | null;
  flag: FlagReason | null;
  outbox: ReadonlyArray<OutboxItem>;
  earnedWei: bigint;
  answered: number;
  notice: NoticeCode | null;
};

export type DeskEvent =
  | { type: "leased"; leases: ReadonlyArray<TaskLease> }
  | { type: "extended"; leaseId: string; expiresAt: string }
  | { type: "answered"; answer: TaskAnswer; dwellMs?: number }
  | { type: "skipped" }
  | { type: "flagged"; flag: FlagReason | null }
  | { type: "undo" }
  | { type: "kept"; outbox: ReadonlyArray<OutboxItem> }
  | { type: "sent"; results: ReadonlyArray<AnswerResult> }
  | { type: "changed"; item: OutboxItem; isDone: boolean }
  | { type: "looked"; nowMs: number }
  | { type: "noticed"; notice: NoticeCode | null };

/** Further back nobody goes, and most of those tasks have closed. */
const mostPast = 20;

export function emptyDesk(earnedWei: bigint): Desk {
  return {
    ...{ tasks: [], past: [], changing: null, flag: null, outbox: [] },
    ...{ earnedWei, answered: 0, notice: null },
  };
}

/** The task on view, with the answer made before when it is being changed. */
export function taskOnView(desk: Desk): { lease: TaskLease; given: TaskAnswer | null } | null {
  if (desk.changing) return { lease: desk.changing.lease, given: desk.changing.answer };
  const [lease] = desk.tasks;
  return lease ? { lease, given: null } : null;
}

export function nextDesk(desk: Desk, event: DeskEvent): Desk {
  switch (event.type) {
    case "leased":
      return { ...desk, tasks: [...desk.tasks, ...newOnes(desk, event.leases)] };
    case "extended":
      return { ...desk, tasks: desk.tasks.map((task) => extended(task, event)) };
    case "answered":
      return desk.changing ? changeAnswer(desk, desk.changing, event.answer) : giveAnswer(desk, event);
    case "skipped":
      if (desk.changing) return { ...desk, changing: null, flag: null };
      return { ...desk, tasks: desk.tasks.slice(1), flag: null, notice: null };
    case "flagged":
      return { ...desk, flag: event.flag };
    case "undo":
      return goBack(desk);
    case "kept":
      return takeKept(desk, event.outbox);
    case "sent":
      return event.results.reduce(takeResult, { ...desk, notice: desk.notice === "offline" ? null : desk.notice });
    case "changed":
      return takeChange(desk, event.item, event.isDone);
    case "looked":
      return dropExpired(desk, event.nowMs);
    case "noticed":
      return desk.notice === event.notice ? desk : { ...desk, notice: event.notice };
    default:
      return assertNever(event);
  }
}

function giveAnswer(desk: Desk, { answer, dwellMs }: { answer: TaskAnswer; dwellMs?: number }): Desk {
  const [lease, ...tasks] = desk.tasks;
  if (!lease) return desk;
  const { id: leaseId, priceWei } = lease;
  const item = { leaseId, priceWei, answer, flag: desk.flag ?? undefined, dwellMs, isChange: false };
  return {
    ...desk,
    tasks,
    past: [...desk.past, { lease, answer, flag: desk.flag }].slice(-mostPast),
    flag: null,
    outbox: [...desk.outbox, item],
    earnedWei: desk.earnedWei + BigInt(priceWei),
    answered: desk.answered + 1,
    notice: null,
  };
}

/** The answer before, to be changed; the flag that went with it is kept unless it is taken off. */
function goBack(desk: Desk): Desk {
  const changing = desk.past.at(-1);
  if (!changing) return desk;
  return { ...desk, changing, past: desk.past.slice(0, -1), flag: changing.flag, notice: null };
}

function changeAnswer(desk: Desk, { lease }: Answered, answer: TaskAnswer): Desk {
  const item = { leaseId: lease.id, priceWei: lease.priceWei, answer, flag: desk.flag ?? undefined, isChange: true };
  const past = [...desk.past, { lease, answer, flag: desk.flag }];
  return { ...desk, changing: null, past, flag: null, outbox: [...desk.outbox, item], notice: null };
}

/** Recorded now or before, the answer has arrived. Refused, its price is taken off the day's sum and the reason is shown. */
function takeResult(desk: Desk, { leaseId, state, code }: AnswerResult): Desk {
  const item = desk.outbox.find((sent) => sent.leaseId === leaseId && !sent.isChange);
  if (!item) return desk;
  const rest = { ...desk, outbox: desk.outbox.filter((sent) => sent !== item) };
  if (state !== "refused") return rest;
  return {
    ...rest,
    outbox: rest.outbox.filter((sent) => sent.leaseId !== leaseId),
    past: rest.past.filter(({ lease }) => lease.id !== leaseId),
    changing: rest.changing?.lease.id === leaseId ? null : rest.changing,
    earnedWei: rest.earnedWei - BigInt(item.priceWei),
    answered: rest.answered - 1,
    notice: code ?? "unknown",
  };
}

/** An older change of the same answer has been overtaken; a newer one is still to be sent. */
function takeChange(desk: Desk, item: OutboxItem, isDone: boolean): Desk {
  const sentAt = desk.outbox.indexOf(item);
  const outbox = desk.outbox.filter(
    (other, index) => !(other.leaseId === item.leaseId && other.isChange && index <= sentAt),
  );
  return { ...desk, outbox, notice: isDone ? "changed" : "change-too-late" };
}

function dropExpired(desk: Desk, nowMs: number): Desk {
  const tasks = desk.tasks.filter((task) => Date.parse(task.expiresAt) > nowMs);
  if (tasks.length === desk.tasks.length) return desk;
  const isShownGone = !desk.changing && tasks[0] !== desk.tasks[0];
  return { ...desk, tasks, ...(isShownGone ? { flag: null, notice: "lease-ended" as const } : {}) };
}

/** Neither in hand nor answered a moment ago. */
function newOnes({ tasks, outbox }: Desk, leases: ReadonlyArray<TaskLease>): Array<TaskLease> {
  return leases.filter(
    ({ id }) => tasks.every((task) => task.id !== id) && outbox.every(({ leaseId }) => leaseId !== id),
  );
}

function extended(task: TaskLease, { leaseId, expiresAt }: { leaseId: string; expiresAt: string }): TaskLease {
  return task.id === leaseId ? { ...task, expiresAt } : task;
}

/** Answers of an earlier visit that have not arrived: they go first, and count in the day's sum again. */
function takeKept(desk: Desk, kept: ReadonlyArray<OutboxItem>): Desk {
  const fresh = kept.filter((item) => !holds(desk.outbox, item));
  const worth = fresh.filter(({ isChange }) => !isChange).map(({ priceWei }) => BigInt(priceWei));
  return { ...desk, outbox: [...fresh, ...desk.outbox], earnedWei: desk.earnedWei + sumOf(worth) };
}

function holds(outbox: ReadonlyArray<OutboxItem>, { leaseId, isChange }: OutboxItem): boolean {
  return outbox.some((item) => item.leaseId === leaseId && item.isChange === isChange);
}
