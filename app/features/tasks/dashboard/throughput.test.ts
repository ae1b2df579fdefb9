import fc from "fast-check";
import { expect, test } from "vitest";
import { mostSlots, throughputStart, throughputUnit, toThroughput } from "#app/features/tasks/dashboard/throughput.ts";

const at = (text: string) => new Date(`${text}Z`);

test("three days are shown by the hour, an hour more by the day", () => {
  expect(throughputUnit(at("2026-11-01T00:10"), at("2026-11-03T23:50"))).toBe("hour");
  expect(throughputUnit(at("2026-11-01T00:10"), at("2026-11-04T00:00"))).toBe("day");
});

test("hours without work are there, with nothing in them", () => {
  const rows = [
    { at: "2026-11-01T08:00:00.000Z", tasks: 3, answers: 7 },
    { at: "2026-11-01T11:00:00.000Z", tasks: 1, answers: 2 },
  ];
  const { unit, slots } = toThroughput(rows, at("2026-11-01T08:59"), at("2026-11-01T11:00"));
  expect(unit).toBe("hour");
  expect(slots.map(({ answers }) => answers)).toEqual([7, 0, 0, 2]);
  expect(slots[1]?.at).toBe("2026-11-01T09:00:00.000Z");
});

test("of a long campaign the last two months are shown", () => {
  const [first, last] = [at("2026-01-01T00:00"), at("2026-11-22T10:00")];
  expect(throughputStart(first, last)).toEqual(at("2026-09-24T00:00"));
  expect(toThroughput([], first, last).slots).toHaveLength(mostSlots.day);
});

test("nothing that happened since the start is lost, whatever the span", () => {
  const span = fc.tuple(fc.integer({ min: 0, max: 400 * 24 }), fc.integer({ min: 0, max: 400 * 24 }));
  fc.assert(
    fc.property(span, ([from, hours]) => {
      const [first, last] = [new Date(from * 3_600_000), new Date((from + hours) * 3_600_000)];
      const start = throughputStart(first, last);
      const rows = [...new Set([start.toISOString(), toThroughput([], first, last).slots.at(-1)?.at ?? ""])].map(
        (slot) => ({ at: slot, tasks: 1, answers: 2 }),
      );
      const { unit, slots } = toThroughput(rows, first, last);
      expect(slots.length).toBeLessThanOrEqual(mostSlots[unit]);
      expect(slots.reduce((sum, { answers }) => sum + answers, 0)).toBe(2 * rows.length);
    }),
  );
});
