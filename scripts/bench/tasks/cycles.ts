// Cycles of taking tasks and answering them, by many contributors at once in one process.
import type { leaseTasks } from "#app/features/tasks/queue/lease.server.ts";
import type { submitAnswers } from "#app/features/tasks/queue/submit.server.ts";

export type Turn = { lease: (address: string, count: number) => Promise<Array<string>>; answer: Answer };
type Answer = (address: string, leaseIds: ReadonlyArray<string>) => Promise<void>;

/** At half load. */
export const contributors = 200;
/** At full load: four for each connection, so that none is ever idle. */
export const takers = 64;
/** One for each connection that the site and pgbench hold. */
export const clients = 16;

export const addressOf = (contributor: number) => `0xcontributor${contributor}`;

type Modules = { leaseTasks: typeof leaseTasks; submitAnswers: typeof submitAnswers };

/** The site's own functions, without its HTTP. */
export function inProcess({ leaseTasks, submitAnswers }: Modules): Turn {
  return {
    lease: async (address, count) => (await leaseTasks({ address, count })).leases.map(({ id }) => id),
    answer: async (address, leaseIds) => {
      await submitAnswers(
        address,
        leaseIds.map((leaseId) => ({ leaseId, answer: { choice: "a" } })),
      );
    },
  };
}

/** Every taker takes `batch` tasks and answers them, as fast as it goes, until the time is up. */
export async function cycleFor(turn: Turn, batch: number, seconds: number): Promise<void> {
  const until = performance.now() + seconds * 1_000;
  await Promise.all(
    Array.from({ length: takers }, async (_, taker) => {
      const address = addressOf(taker);
      while (performance.now() < until) await turn.answer(address, await turn.lease(address, batch));
    }),
  );
}

export type Latencies = { lease: Array<number>; answer: Array<number> };

/** Milliseconds of each call, with all contributors taking turns so that `cyclesASecond` tasks are answered. */
export async function pacedLatencies(turn: Turn, cyclesASecond: number, options: { batch: number; seconds: number }) {
  const { batch, seconds } = options;
  const pauseMs = (1_000 * batch * contributors) / cyclesASecond;
  const started = performance.now();
  const until = started + seconds * 1_000;
  const latencies: Latencies = { lease: [], answer: [] };
  const timed = async <Result>(call: () => Promise<Result>, into: Array<number>): Promise<Result> => {
    const begun = performance.now();
    const result = await call();
    into.push(performance.now() - begun);
    return result;
  };
  await Promise.all(
    Array.from({ length: contributors }, async (_, contributor) => {
      const address = addressOf(contributor);
      // Each has a place of their own in the round, and comes at its time whether or not the last turn was slow.
      for (let next = started + (pauseMs * contributor) / contributors; next < until; next += pauseMs) {
        await new Promise((resolve) => setTimeout(resolve, Math.max(0, next - performance.now())));
        const leaseIds = await timed(() => turn.lease(address, batch), latencies.lease);
        await timed(() => turn.answer(address, leaseIds), latencies.answer);
      }
    }),
  );
  return latencies;
}
