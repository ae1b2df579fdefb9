import { expect, test } from "vitest";
import { limitRate } from "#app/lib/rate-limit.server.ts";

test("so many calls pass and the next is told how long to wait", async () => {
  const limit = { key: "test:a", points: 3, seconds: 60 };
  const calls = await Promise.allSettled(Array.from({ length: 4 }, () => limitRate(limit)));
  const refused = calls.filter((call) => call.status === "rejected");
  expect(refused).toHaveLength(1);

  const answer: unknown = refused[0]?.reason;
  if (!(answer instanceof Response)) throw answer;
  expect(answer.status).toBe(429);
  expect(Number(answer.headers.get("Retry-After"))).toBeGreaterThan(0);
  expect((await answer.json()).error.code).toBe("rate-limited");
});

test("one key's calls are not counted for another", async () => {
  await limitRate({ key: "test:b", points: 1, seconds: 60 });
  await expect(limitRate({ key: "test:c", points: 1, seconds: 60 })).resolves.toBeUndefined();
});
