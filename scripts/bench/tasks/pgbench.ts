// The ceiling: pgbench running the same two statements, prepared, on as many connections as the site holds.
import { execFile, spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { taskKinds } from "#app/features/campaigns/kind-options.ts";
import { mostOpenLeases } from "#app/features/tasks/api.ts";
import { clients, takers } from "#scripts/bench/tasks/cycles.ts";
import type { Database } from "#scripts/bench/tasks/database.ts";

export type Statements = { lease: string; answers: string };

/** PGBENCH, or the one that stands in PATH; null without either. */
export function findPgbench(): string | null {
  const program = process.env.PGBENCH ?? "pgbench";
  return spawnSync(program, ["--version"]).status === 0 ? program : null;
}

const now = "(now() at time zone 'utc')";
/** Contributors of one connection are its own, as somebody's calls follow each other. */
const perClient = Math.ceil(takers / clients);

const leaseValues = (batch: number): ReadonlyArray<string> => [
  ":address::text",
  "null::text",
  `${batch}`,
  now,
  `${now} + interval '600 seconds'`,
  `${mostOpenLeases}`,
  "100000000",
  `'{${taskKinds.join(",")}}'`,
  ":place::bigint",
  "(extract(epoch from now())::bigint / 600)",
];

const ofEach = (value: string) => `(select array_agg(${value}) from unnest(:ids::text[]))`;
const answerValues: ReadonlyArray<string> = [
  ":address::text",
  ":ids::text[]",
  ofEach("'prefer'::text"),
  ofEach(`'{"choice":"a"}'::jsonb`),
  ofEach(`'{"choice":"b"}'::jsonb`),
  ofEach("null::text"),
  ofEach("null::int"),
  now,
];

/** The statement with what pgbench puts in the place of each parameter. */
function filled(statement: string, values: ReadonlyArray<string>): string {
  return statement.replaceAll(/\$(\d+)(?:::timestamp\b|::int\b(?!\[))?/g, (whole, number) => {
    const value = values[Number(number) - 1] ?? whole;
    return whole.endsWith("::timestamp") ? `(${value})::timestamp` : value;
  });
}

const script = ({ lease, answers }: Statements, batch: number) => `
\\set contributor random(0, ${perClient - 1})
\\set place random(0, 4294967295)
select '0xcontributor' || (:client_id * ${perClient} + :contributor) as address \\gset
${filled(lease, leaseValues(batch))} \\gset
${filled(answers, answerValues)};
`;

/** Runs it for so many seconds. */
export async function runPgbench(
  program: string,
  { url, folder }: Pick<Database, "url" | "folder">,
  options: { statements: Statements; batch: number; seconds: number },
): Promise<void> {
  const file = path.join(folder, `cycle-${options.batch}.sql`);
  await writeFile(file, script(options.statements, options.batch));
  const flags = ["-n", "-M", "prepared", "-c", `${clients}`, "-j", "2", "-T", `${options.seconds}`, "-f", file, url];
  // Its connections are new each time, and the site's are not: they plan once, as the site's have done.
  const env = { ...process.env, PGOPTIONS: "-c plan_cache_mode=force_generic_plan" };
  await promisify(execFile)(program, flags, { env });
}
