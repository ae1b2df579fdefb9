import { useEffect, useRef, useState } from "react";
import { mostAnswersACall } from "#app/features/tasks/api.ts";
import type { DeskEvent, OutboxItem } from "#app/features/tasks/judge/judge-desk.ts";
import { forgetArrived } from "#app/features/tasks/judge/judge-memory.client.ts";
import {
  CallRefused,
  readOutbox,
  sendAnswers,
  sendChange,
  writeOutbox,
} from "#app/features/tasks/judge/tasks.client.ts";

const longestWaitMs = 30_000;

type Outlet = { dispatch: (event: DeskEvent) => void; onSignedOut: () => void };

/** Sends answers in the background, all that wait in one call, until they have arrived; this browser keeps them meanwhile. */
export function useOutbox(address: string, outbox: ReadonlyArray<OutboxItem>, outlet: Outlet): void {
  const [attempt, setAttempt] = useState(0);
  const isSending = useRef(false);
  const failures = useRef(0);
  const latest = useRef(outlet);
  latest.current = outlet;

  useEffect(() => {
    latest.current.dispatch({ type: "kept", outbox: readOutbox(address) });
  }, [address]);

  useEffect(() => {
    const isBack = () => setAttempt((count) => count + 1);
    window.addEventListener("online", isBack);
    return () => window.removeEventListener("online", isBack);
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` is how a timer asks for one more try
  useEffect(() => {
    writeOutbox(address, outbox);
    if (isSending.current || outbox.length === 0) return;
    isSending.current = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const again = (ms: number) => {
      timer = setTimeout(() => setAttempt((count) => count + 1), ms);
    };
    sendFirst(outbox)
      .then((events) => {
        failures.current = 0;
        isSending.current = false;
        for (const event of events) {
          if (event.type === "sent") forgetArrived(address, arrivedIn(event));
          latest.current.dispatch(event);
        }
        again(0);
      })
      .catch((error) => {
        isSending.current = false;
        if (error instanceof CallRefused && error.status === 401) return latest.current.onSignedOut();
        failures.current += 1;
        latest.current.dispatch({ type: "noticed", notice: "offline" });
        again(Math.min(longestWaitMs, 1_000 * 2 ** failures.current));
      });
    return () => clearTimeout(timer);
  }, [address, outbox, attempt]);
}

/** Answers before changes, so that a change always finds what it changes. */
async function sendFirst(outbox: ReadonlyArray<OutboxItem>): Promise<Array<DeskEvent>> {
  const answers = outbox.filter(({ isChange }) => !isChange).slice(0, mostAnswersACall);
  if (answers.length > 0) return [{ type: "sent", results: await sendAnswers(answers) }];
  const change = outbox.findLast(({ isChange }) => isChange);
  if (!change) return [];
  return [{ type: "changed", item: change, isDone: await sendChange(change) }];
}

function arrivedIn({ results }: Extract<DeskEvent, { type: "sent" }>): ReadonlySet<string> {
  return new Set(results.filter(({ state }) => state !== "refused").map(({ leaseId }) => leaseId));
}
