// One run, over the ends of its workers: after a failure another worker goes on from the last finished row, on the processor when the
// graphics failed twice, and when the network was away, once it is back.
import type { Device } from "#app/features/generation/models/catalogue.ts";
import type { ModelOpener } from "#app/features/generation/models/model-opener.client.ts";
import { failureOf } from "#app/features/generation/run/failure-of.client.ts";
import { recoveryFrom } from "#app/features/generation/run/recovery.ts";
import { waitForNetwork } from "#app/features/generation/run/wait-for-network.client.ts";
import { type LoopInput, letGo, workLoop } from "#app/features/generation/run/work-loop.client.ts";

type RunInput = Omit<LoopInput, "opened" | "mostRows" | "onRow"> & { opener: ModelOpener; choice: Device | null };

/** What one draw holds at most. */
const mostRowsTogether = 32;
/** After so many finished rows a failure is a new one, not the same again. */
const rowsOfARecovery = 32;

export async function runJob(input: RunInput): Promise<void> {
  const { desk, supply, meter, note } = input;
  try {
    await work(input);
  } finally {
    for (const held of [...desk.values()]) letGo(held, { desk, supply });
    const rest = meter.rest();
    if (rest) note({ kind: "tick", ...rest });
    await supply.send();
  }
}

async function work(input: RunInput): Promise<void> {
  const { opener, isStopping, note, setPhase, state } = input;
  let { choice } = input;
  let isForced = false;
  let mostRows = mostRowsTogether;
  let failures = 0;
  let finished = 0;
  let offline = 0;
  while (!isStopping()) {
    try {
      const opened = await opener.open({ choice, isForced });
      if (!opened) return;
      offline = 0;
      opened.worker.pace(state().settings.tokensPerSecond);
      return await workLoop({ ...input, opened, mostRows, onRow: () => finished++ });
    } catch (error) {
      opener.end();
      if (isStopping()) return;
      const failure = failureOf(error);
      // Whatever could not be loaded, without a network it was that.
      if (failure.reason === "offline" || (failure.reason === "load-failed" && !navigator.onLine)) {
        // What was fetched of the model's files stays.
        await waitForNetwork({ failures: offline++ }, input);
        continue;
      }
      failures = finished >= rowsOfARecovery ? 1 : failures + 1;
      finished = 0;
      const recovery = recoveryFrom({ reason: failure.reason, failures, device: state().device, mostRows });
      if (recovery.kind === "give-up") throw error;
      mostRows = recovery.mostRows;
      isForced ||= recovery.device !== null;
      choice = recovery.device ?? choice;
      setPhase("restarting");
      note({ kind: "restart", failure, count: (state().restart?.count ?? 0) + 1 });
    }
  }
}
