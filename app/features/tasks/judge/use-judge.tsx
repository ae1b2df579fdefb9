import { useEffect, useReducer, useRef, useState } from "react";
import type { SkipReason } from "#app/features/tasks/api.ts";
import { type Desk, type DeskEvent, emptyDesk, nextDesk } from "#app/features/tasks/judge/judge-desk.ts";
import { readBegun } from "#app/features/tasks/judge/judge-memory.client.ts";
import {
  CallRefused,
  leaseTasks,
  releaseTasks,
  skipTask,
  type Wanted,
} from "#app/features/tasks/judge/tasks.client.ts";
import { useLeaseClock } from "#app/features/tasks/judge/use-lease-clock.tsx";
import { useOutbox } from "#app/features/tasks/judge/use-outbox.tsx";

/** Tasks in hand at once, the one on view included: enough that the next is always there, few enough that none waits for us. */
const tasksInHand = 4;
const refillBelow = 3;
const retryMs = 5_000;

/** `waiting`: there is no task right now; it looks again by itself. */
export type Supply = "loading" | "ready" | "waiting" | "offline" | "signed-out";

type JudgeInput = { address: string; earnedWei: bigint; wanted: Wanted; leaseSeconds: number };
export type Judge = {
  desk: Desk;
  dispatch: (event: DeskEvent) => void;
  supply: Supply;
  nowMs: number;
  lookAgain: () => void;
  /** Campaigns that have tasks for whoever passes their qualification. */
  toQualify: ReadonlyArray<string>;
  skip: (reason: SkipReason) => void;
};

/** The desk of one member: keeps it supplied, its answers sent and its leases alive; gives everything back when it is left. */
export function useJudge({ address, earnedWei, wanted, leaseSeconds }: JudgeInput): Judge {
  const [desk, dispatch] = useReducer(nextDesk, earnedWei, emptyDesk);
  const { supply, lookAgain, setSupply, toQualify } = useSupply(desk.tasks.length, wanted, dispatch);
  useOutbox(address, desk.outbox, { dispatch, onSignedOut: () => setSupply("signed-out") });
  // After what waits to be sent: a task that was answered is not taken up again.
  useBegun(address, wanted, dispatch);
  const nowMs = useLeaseClock(desk.tasks[0] ?? null, leaseSeconds, dispatch);
  useRelease(address, desk, dispatch);

  function skip(reason: SkipReason): void {
    const [lease] = desk.tasks;
    const isChanging = desk.changing !== null;
    dispatch({ type: "skipped" });
    // A skip that does not arrive only means that the task comes back when its lease has ended.
    if (lease && !isChanging) skipTask(lease.id, reason).catch(() => undefined);
  }

  return { desk, dispatch, supply, nowMs, lookAgain, toQualify, skip };
}

/** Tasks that were begun on an earlier visit and are still held come first; also when the browser brings the page back. */
function useBegun(address: string, { campaignId, kind }: Wanted, dispatch: (event: DeskEvent) => void): void {
  useEffect(() => {
    function take(): void {
      const held = readBegun(address)
        .map(({ lease }) => lease)
        .filter((lease) => Date.parse(lease.expiresAt) > Date.now())
        .filter(
          (lease) => (campaignId ?? lease.campaignId) === lease.campaignId && (kind ?? lease.kind) === lease.kind,
        );
      if (held.length > 0) dispatch({ type: "leased", leases: held.reverse() });
    }
    take();
    const takeAgain = (event: PageTransitionEvent) => event.persisted && take();
    window.addEventListener("pageshow", takeAgain);
    return () => window.removeEventListener("pageshow", takeAgain);
  }, [address, campaignId, kind, dispatch]);
}

function useSupply(inHand: number, { campaignId, kind }: Wanted, dispatch: (event: DeskEvent) => void) {
  const [supply, setSupply] = useState<Supply>("loading");
  const [look, setLook] = useState(0);
  const [toQualify, setToQualify] = useState<ReadonlyArray<string>>([]);
  const isLeasing = useRef(false);
  const isLeft = useRef(false);
  const lookAgain = () => setLook((count) => count + 1);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `look` is how a timer asks for one more look
  useEffect(() => {
    if (isLeasing.current || inHand >= refillBelow) return;
    isLeasing.current = true;
    if (inHand === 0) setSupply((before) => (before === "ready" ? "loading" : before));
    let timer: ReturnType<typeof setTimeout> | undefined;
    const lookAfter = (ms: number) => {
      timer = setTimeout(() => setLook((count) => count + 1), ms);
    };
    leaseTasks(tasksInHand - inHand, { campaignId, kind })
      .then(({ leases, qualificationsNeeded = [], retryAfterSeconds }) => {
        isLeasing.current = false;
        setToQualify(qualificationsNeeded);
        if (isLeft.current) return releaseTasks(leases.map(({ id }) => id));
        dispatch({ type: "leased", leases });
        setSupply(leases.length > 0 || inHand > 0 ? "ready" : "waiting");
        if (leases.length === 0) lookAfter((retryAfterSeconds ?? 15) * 1_000);
      })
      .catch((error) => {
        isLeasing.current = false;
        if (error instanceof CallRefused && error.status === 401) return setSupply("signed-out");
        setSupply("offline");
        lookAfter(retryMs);
      });
    return () => clearTimeout(timer);
  }, [inHand, campaignId, kind, look, dispatch]);

  useEffect(() => {
    isLeft.current = false;
    const isBack = () => setLook((count) => count + 1);
    window.addEventListener("online", isBack);
    return () => {
      isLeft.current = true;
      window.removeEventListener("online", isBack);
    };
  }, []);

  return { supply, setSupply, lookAgain, toQualify };
}

/** Leaving gives the tasks back that were not begun, so that nobody waits for a closed tab; what was begun waits for its writer. */
function useRelease(address: string, desk: Desk, dispatch: (event: DeskEvent) => void): void {
  const held = useRef<ReadonlyArray<string>>([]);
  held.current = desk.tasks.map(({ id }) => id);
  useEffect(() => {
    function giveBack(): void {
      const begun = new Set(readBegun(address).map(({ lease }) => lease.id));
      releaseTasks(held.current.filter((id) => !begun.has(id)));
      held.current = [];
    }
    function leave(): void {
      giveBack();
      // A browser may bring this page back as it was: what was given back must not lie on it.
      dispatch({ type: "looked", nowMs: Number.POSITIVE_INFINITY });
    }
    window.addEventListener("pagehide", leave);
    return () => {
      window.removeEventListener("pagehide", leave);
      giveBack();
    };
  }, [address, dispatch]);
}
