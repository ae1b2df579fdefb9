// What went wrong on our side, told as the rest of the public interface tells it.
import { databaseProblem } from "#app/lib/db-ready.server.ts";
import { apiError } from "#app/lib/http.server.ts";

/** Why a request broke: 503 `database-away` when that is why, else 500 `internal-error`. Logged where it broke. */
export async function failure(): Promise<Response> {
  if (await databaseProblem()) {
    const answer = apiError(
      503,
      "database-away",
      "The database is away. What was accepted is kept. Try again shortly.",
    );
    answer.headers.set("Retry-After", "10");
    return answer;
  }
  return apiError(
    500,
    "internal-error",
    "Something broke on our side. Nothing you had sent before is lost. Try again.",
  );
}

/** Runs `work`; where it fails because the database is away, throws that as an answer (503), which pages can show, too. */
export async function orDatabaseAway<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const answer = await failure();
    throw answer.status === 503 ? answer : error;
  }
}

/** Remix answers a call that broke, or that has no such method, in words of its own: here are ours. */
export async function ownAnswer(answer: Response, path: string): Promise<Response> {
  if (!path.startsWith("/api/")) return answer;
  const isRemix = answer.headers.has("X-Remix-Error") || answer.headers.get("Content-Type") === "text/plain";
  if (answer.status === 500 && isRemix) return failure();
  if ((answer.status === 400 || answer.status === 405) && isRemix) {
    return apiError(405, "method-not-allowed", "This call has no such method: /api/v1/openapi.json lists what it has.");
  }
  return answer;
}
