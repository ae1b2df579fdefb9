import { expect, test } from "vitest";
import type { TaskLease } from "#app/features/tasks/api.ts";
import { type Desk, type DeskEvent, emptyDesk, nextDesk, taskOnView } from "#app/features/tasks/judge/judge-desk.ts";

function lease(id: string, expiresAt = "2026-11-22T12:10:00.000Z"): TaskLease {
  return {
    ...{
      id,
      taskId: `task of ${id}`,
      expiresAt,
      kind: "prefer",
      priceWei: "20",
      campaignId: "c",
      guidelinesVersion: 1,
    },
    prompt: { messages: [{ role: "user", content: "Pack" }] },
    samples: [
      { id: "x", text: "Socks" },
      { id: "y", text: "Shoes" },
    ],
    options: {},
  };
}

function desk(...events: Array<DeskEvent>): Desk {
  const start = nextDesk(emptyDesk(100n), { type: "leased", leases: [lease("l1"), lease("l2"), lease("l3")] });
  return events.reduce(nextDesk, start);
}

const onView = (current: Desk) => taskOnView(current)?.lease.id;

test("after an answer the next task is on view, the answer is on its way and the day's sum has grown", () => {
  const after = desk({ type: "flagged", flag: "harmful" }, { type: "answered", answer: { choice: "a" } });
  expect(onView(after)).toBe("l2");
  expect(after.outbox).toEqual([
    { leaseId: "l1", priceWei: "20", answer: { choice: "a" }, flag: "harmful", isChange: false },
  ]);
  expect(after.earnedWei).toBe(120n);
  expect(after.flag).toBe(null);
});

test("a refused answer steps back with its reason, the others stay", () => {
  const after = desk(
    { type: "answered", answer: { choice: "a" } },
    { type: "answered", answer: { choice: "b" } },
    {
      type: "sent",
      results: [
        { leaseId: "l1", state: "refused", code: "lease-expired" },
        { leaseId: "l2", state: "recorded" },
      ],
    },
  );
  expect(after).toMatchObject({ outbox: [], earnedWei: 120n, answered: 1, notice: "lease-expired" });
  expect(after.past.map((done) => done.lease.id)).toEqual(["l2"]);
});

test("an answer that had arrived before counts as arrived", () => {
  const results = [{ leaseId: "l1", state: "already-recorded" as const }];
  expect(desk({ type: "answered", answer: { choice: "a" } }, { type: "sent", results })).toMatchObject({
    outbox: [],
    earnedWei: 120n,
  });
});

test("undo shows the last task with its choice, and the next answer replaces it without earning twice", () => {
  const undone = desk({ type: "answered", answer: { choice: "a" } }, { type: "undo" });
  expect(taskOnView(undone)).toMatchObject({ lease: { id: "l1" }, given: { choice: "a" } });
  const changed = nextDesk(undone, { type: "answered", answer: { choice: "tie" } });
  expect(onView(changed)).toBe("l2");
  expect(changed.outbox.map(({ answer, isChange }) => [answer, isChange])).toEqual([
    [{ choice: "a" }, false],
    [{ choice: "tie" }, true],
  ]);
  expect(changed.earnedWei).toBe(120n);
});

test("there is nothing to undo before the first answer, nor after a refused one", () => {
  expect(onView(desk({ type: "undo" }))).toBe("l1");
  const results = [{ leaseId: "l1", state: "refused" as const, code: "task-closed" as const }];
  expect(onView(desk({ type: "answered", answer: { choice: "a" } }, { type: "sent", results }, { type: "undo" }))).toBe(
    "l2",
  );
});

test("a refused answer takes its pending change with it", () => {
  const results = [{ leaseId: "l1", state: "refused" as const, code: "lease-expired" as const }];
  const after = desk(
    { type: "answered", answer: { choice: "a" } },
    { type: "undo" },
    { type: "answered", answer: { choice: "b" } },
    { type: "sent", results },
  );
  expect(after.outbox).toEqual([]);
  expect(after.earnedWei).toBe(100n);
});

test("a change that comes too late says so, and the first answer stands", () => {
  const changing = desk(
    { type: "answered", answer: { choice: "a" } },
    { type: "sent", results: [{ leaseId: "l1", state: "recorded" }] },
    { type: "undo" },
    { type: "answered", answer: { choice: "b" } },
  );
  const [item] = changing.outbox;
  const after = item && nextDesk(changing, { type: "changed", item, isDone: false });
  expect(after).toMatchObject({ outbox: [], notice: "change-too-late", earnedWei: 120n });
});

test("a change made while an older one was on its way is still sent", () => {
  const twice = desk(
    { type: "answered", answer: { choice: "a" } },
    { type: "sent", results: [{ leaseId: "l1", state: "recorded" }] },
    { type: "undo" },
    { type: "answered", answer: { choice: "b" } },
    { type: "undo" },
    { type: "answered", answer: { choice: "tie" } },
  );
  const [older] = twice.outbox;
  const after = older && nextDesk(twice, { type: "changed", item: older, isDone: true });
  expect(after?.outbox.map(({ answer }) => answer)).toEqual([{ choice: "tie" }]);
});

test("skipping goes on; skipping a change leaves the answer as it was", () => {
  expect(onView(desk({ type: "skipped" }))).toBe("l2");
  const kept = desk({ type: "answered", answer: { choice: "a" } }, { type: "undo" }, { type: "skipped" });
  expect(onView(kept)).toBe("l2");
  expect(kept.outbox).toHaveLength(1);
});

test("expired leases leave the desk; only the one on view is worth a word", () => {
  const at = (time: string): DeskEvent => ({ type: "looked", nowMs: Date.parse(time) });
  const start = nextDesk(emptyDesk(0n), {
    type: "leased",
    leases: [lease("l1"), lease("l2", "2026-11-22T12:00:00.000Z")],
  });
  expect(nextDesk(start, at("2026-11-22T11:59:59.999Z"))).toBe(start);
  const later = nextDesk(start, at("2026-11-22T12:00:00.000Z"));
  expect(later).toMatchObject({ tasks: [{ id: "l1" }], notice: null });
  expect(nextDesk(later, at("2026-11-22T12:10:00.000Z"))).toMatchObject({ tasks: [], notice: "lease-ended" });
});

test("an extended lease lives on, one that is held already is not added twice", () => {
  const after = desk(
    { type: "extended", leaseId: "l1", expiresAt: "2026-11-22T12:20:00.000Z" },
    { type: "leased", leases: [lease("l2"), lease("l4")] },
    { type: "looked", nowMs: Date.parse("2026-11-22T12:15:00.000Z") },
  );
  expect(after.tasks.map(({ id }) => id)).toEqual(["l1"]);
});

test("answers kept from an earlier visit are sent before the new ones", () => {
  const old = { leaseId: "l0", priceWei: "20", answer: { choice: "b" as const }, isChange: false };
  const kept: DeskEvent = { type: "kept", outbox: [old] };
  const after = desk({ type: "answered", answer: { choice: "a" } }, kept, kept);
  expect(after.outbox.map(({ leaseId }) => leaseId)).toEqual(["l0", "l1"]);
  expect(after.earnedWei).toBe(140n);
});

test("undo goes back answer by answer, with the flag that went with each", () => {
  const twice = desk(
    { type: "flagged", flag: "broken" },
    { type: "answered", answer: { choice: "a" } },
    { type: "answered", answer: { tiers: [["x"], ["y"]] } },
    { type: "undo" },
  );
  expect(taskOnView(twice)).toMatchObject({ lease: { id: "l2" }, given: { tiers: [["x"], ["y"]] } });
  const further = nextDesk(twice, { type: "undo" });
  expect(onView(further)).toBe("l1");
  expect(further.flag).toBe("broken");
});

test("an answer carries how long its task was looked at, a change of it does not", () => {
  const changed = desk(
    { type: "answered", answer: { text: "Pack socks" }, dwellMs: 4_000 },
    { type: "undo" },
    { type: "answered", answer: { text: "Pack shoes" }, dwellMs: 900 },
  );
  expect(changed.outbox.map(({ dwellMs }) => dwellMs)).toEqual([4_000, undefined]);
});

test("a task whose answer is on its way is not put on the desk again", () => {
  const after = desk(
    { type: "answered", answer: { choice: "a" } },
    { type: "leased", leases: [lease("l1"), lease("l4")] },
  );
  expect(after.tasks.map(({ id }) => id)).toEqual(["l2", "l3", "l4"]);
});
