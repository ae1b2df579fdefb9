import { expect, test } from "vitest";
import { closeDatabase } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { apiError } from "#app/lib/http.server.ts";
import { failure, orDatabaseAway, ownAnswer } from "#app/lib/http-failure.server.ts";

const broken = () =>
  new Response("Unexpected Server Error", { status: 500, headers: { "Content-Type": "text/plain" } });

async function codeOf(answer: Response): Promise<string> {
  return `${answer.status} ${(await answer.json()).error.code}`;
}

/** As if the database's machine were gone. Everything is as before when `work` is over. */
async function withoutDatabase<Result>(work: () => Promise<Result>): Promise<Result> {
  const { DATABASE_URL } = env();
  await closeDatabase();
  env().DATABASE_URL = "postgresql://postgres@/praca?host=/nowhere";
  const result = await work();
  await closeDatabase();
  env().DATABASE_URL = DATABASE_URL;
  return result;
}

test("a call that broke says so in our words, and a page is left alone", async () => {
  expect(await codeOf(await ownAnswer(broken(), "/api/v1/campaigns"))).toBe("500 internal-error");
  expect(await (await ownAnswer(broken(), "/campaigns")).text()).toBe("Unexpected Server Error");
});

test("a method that a call has not got is refused as one", async () => {
  const remix = Response.json({ message: "no loader" }, { status: 400, headers: { "X-Remix-Error": "yes" } });
  expect(await codeOf(await ownAnswer(remix, "/api/v1/auth/verify"))).toBe("405 method-not-allowed");
});

test("our own refusals pass as they are", async () => {
  const own = apiError(400, "invalid-request", "No.");
  expect(await ownAnswer(own, "/api/v1/auth/verify")).toBe(own);
});

test("with the database away, what breaks names it", async () => {
  await withoutDatabase(async () => {
    expect(await codeOf(await failure())).toBe("503 database-away");
    const thrown: unknown = await orDatabaseAway(() => Promise.reject(new Error("no connection"))).catch((why) => why);
    expect(thrown).toBeInstanceOf(Response);
  });
});

test("with the database there, a bug stays a bug", async () => {
  await expect(orDatabaseAway(() => Promise.reject(new Error("a bug")))).rejects.toThrow("a bug");
});
