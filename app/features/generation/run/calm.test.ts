import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { calmly } from "#app/features/generation/run/calm.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function source() {
  const listeners = new Set<() => void>();
  return {
    say: () => {
      for (const listener of listeners) listener();
    },
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    count: () => listeners.size,
  };
}

test("many changes are told at once and then not more often than asked", () => {
  const { say, subscribe } = source();
  const told = vi.fn();
  calmly(subscribe, 200)(told);
  for (let ms = 0; ms < 1_000; ms += 10) {
    say();
    vi.advanceTimersByTime(10);
  }
  vi.runAllTimers();
  expect(told.mock.calls.length).toBeGreaterThanOrEqual(5);
  expect(told.mock.calls.length).toBeLessThanOrEqual(6);
});

test("the last change is told, however close to the one before", () => {
  const { say, subscribe } = source();
  let value = 0;
  let seen = -1;
  calmly(
    subscribe,
    200,
  )(() => {
    seen = value;
  });
  say();
  vi.advanceTimersByTime(1);
  value = 7;
  say();
  vi.runAllTimers();
  expect(seen).toBe(7);
});

test("who has left is told nothing more", () => {
  const { say, subscribe, count } = source();
  const told = vi.fn();
  const leave = calmly(subscribe, 200)(told);
  say();
  leave();
  vi.runAllTimers();
  expect(told).not.toHaveBeenCalled();
  expect(count()).toBe(0);
});
