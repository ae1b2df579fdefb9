import { useEffect, useRef, useState } from "react";
import type { TaskLease } from "#app/features/tasks/api.ts";
import { type Draft, isBegun, startDraft, type TaskAnswer } from "#app/features/tasks/forms/draft.ts";
import { forgetBegun, keepBegun, readBegun } from "#app/features/tasks/judge/judge-memory.client.ts";

/** Steps that can be taken back within one task. */
const mostSteps = 50;

type DraftInput = { address: string; lease: TaskLease; given: TaskAnswer | null; readDwellMs: () => number };
export type DraftDesk = {
  draft: Draft;
  change: (draft: Draft) => void;
  /** Null when nothing has been done yet. */
  stepBack: (() => void) | null;
  /** The answer is given: nothing more is kept of it here. It is forgotten once it has arrived. */
  finish: () => void;
};

/** What is begun for one task: kept in this browser from the first change until it is answered. */
export function useDraft({ address, lease, given, readDwellMs }: DraftInput): DraftDesk {
  const [{ draft, past }, setSteps] = useState<{ draft: Draft; past: ReadonlyArray<Draft> }>(() => {
    const kept = given ? undefined : readBegun(address).find((begun) => begun.lease.taskId === lease.taskId);
    const isOwnKind = kept?.draft.kind === lease.kind;
    return { draft: kept && isOwnKind ? kept.draft : startDraft(lease, given), past: [] };
  });
  const isFinished = useRef(false);

  // A change of an answer that was given is not kept: what was given stands.
  const isKept = given === null;
  useEffect(() => {
    if (!isKept || isFinished.current) return;
    if (isBegun(draft, lease)) keepBegun(address, { lease, draft, dwellMs: readDwellMs() });
    else forgetBegun(address, lease.taskId);
  }, [address, lease, draft, isKept, readDwellMs]);

  function change(next: Draft): void {
    setSteps((steps) => {
      // What is typed has its own undo, in the field.
      if (next.kind === "edit") return { draft: next, past: steps.past };
      return { draft: next, past: [...steps.past, steps.draft].slice(-mostSteps) };
    });
  }
  const before = past.at(-1);
  return {
    draft,
    change,
    stepBack: before ? () => setSteps({ draft: before, past: past.slice(0, -1) }) : null,
    finish: () => {
      isFinished.current = true;
    },
  };
}
