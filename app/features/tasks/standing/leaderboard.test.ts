import fc from "fast-check";
import { expect, test } from "vitest";
import {
  accuracyOf,
  boundsOf,
  type LeaderboardRow,
  leastJudged,
  ranked,
} from "#app/features/tasks/standing/leaderboard.ts";

const none = { goldCorrect: 0, goldTotal: 0, agreed: 0, decided: 0 };

function row(address: string, answers: number, evidence = none): LeaderboardRow {
  return { address, isAgent: false, answers, samples: 0, accuracy: accuracyOf(evidence) };
}

test("an accuracy is shown from twenty judged answers on, with an interval that holds it", () => {
  expect(accuracyOf({ ...none, goldCorrect: 19, goldTotal: leastJudged - 1 })).toBeNull();
  const shown = accuracyOf({ ...none, goldCorrect: 19, goldTotal: leastJudged });
  expect(shown?.n).toBe(20);
  expect(shown && shown.low < shown.accuracy && shown.accuracy < shown.high).toBe(true);
});

test("by accuracy, a thousand good answers stand before twenty lucky ones", () => {
  const lucky = row("0xA", 20, { ...none, goldCorrect: 20, goldTotal: 20 });
  const steady = row("0xB", 1_000, { ...none, goldCorrect: 930, goldTotal: 1_000 });
  const unknown = row("0xC", 5_000);
  expect(ranked([unknown, lucky, steady], "accuracy").map(({ address }) => address)).toEqual(["0xB", "0xA", "0xC"]);
  expect(ranked([unknown, lucky, steady], "accepted").map(({ address }) => address)).toEqual(["0xC", "0xB", "0xA"]);
});

test("a week begins on Monday in UTC, and the last one ends where this one begins", () => {
  expect(boundsOf("week", new Date("2026-11-22T23:59:59Z"))?.since.toISOString()).toBe("2026-11-16T00:00:00.000Z");
  expect(boundsOf("week", new Date("2026-11-23T00:00:00Z"))?.since.toISOString()).toBe("2026-11-23T00:00:00.000Z");
  expect(boundsOf("all", new Date())).toBeNull();
  const moment = fc.date({ min: new Date("2020-01-01"), max: new Date("2040-01-01"), noInvalidDate: true });
  fc.assert(
    fc.property(moment, (now) => {
      const [week, last] = [boundsOf("week", now), boundsOf("last-week", now)];
      expect(week && week.since <= now && now < week.until).toBe(true);
      expect(week?.since.getUTCDay()).toBe(1);
      expect(last?.until).toEqual(week?.since);
    }),
  );
});
