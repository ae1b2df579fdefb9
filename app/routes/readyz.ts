import { chainAnswers } from "#app/lib/chain.server.ts";
import { pool } from "#app/lib/db.server.ts";
import { databaseProblem } from "#app/lib/db-ready.server.ts";
import { isRunnerAlive } from "#app/lib/jobs.server.ts";

/** Can this process do its work? 503 names what is away. */
export async function loader() {
  const [problem, isChainUp] = await Promise.all([databaseProblem(), chainAnswers()]);
  // Where the database is away nothing can be said of the jobs: they need it, too.
  const hasRunner = problem !== "database" && (await isRunnerAlive(pool()).catch(() => false));
  const away = [...(problem ? [problem] : []), ...(hasRunner ? [] : ["jobs"]), ...(isChainUp ? [] : ["chain"])];
  const headers = { "Cache-Control": "no-store" };
  return Response.json({ ready: away.length === 0, away }, { status: away.length === 0 ? 200 : 503, headers });
}
