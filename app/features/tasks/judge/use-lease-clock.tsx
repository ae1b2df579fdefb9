import { useEffect, useRef, useState } from "react";
import type { TaskLease } from "#app/features/tasks/api.ts";
import type { DeskEvent } from "#app/features/tasks/judge/judge-desk.ts";
import { CallRefused, extendLease } from "#app/features/tasks/judge/tasks.client.ts";

/** Who has done nothing for this long is taken to be away, and their lease may end. */
const awayMs = 180_000;
const retryMs = 5_000;

/**
 * The time, once a second: leases that have ended leave the desk, and the one on view is held for longer while somebody is there.
 * @returns the time in ms, 0 before the page runs
 */
export function useLeaseClock(
  shown: TaskLease | null,
  leaseSeconds: number,
  dispatch: (event: DeskEvent) => void,
): number {
  const [nowMs, setNow] = useState(0);
  const lastActiveMs = useRef(0);
  const asked = useRef("");
  const askAgainAfterMs = useRef(Number.POSITIVE_INFINITY);

  useEffect(() => {
    const tick = () => {
      setNow(Date.now());
      dispatch({ type: "looked", nowMs: Date.now() });
    };
    const notice = () => {
      lastActiveMs.current = Date.now();
    };
    tick();
    notice();
    const timer = setInterval(tick, 1_000);
    const signs = ["keydown", "input", "pointerdown", "pointermove", "scroll"] as const;
    for (const sign of signs) window.addEventListener(sign, notice, { passive: true });
    return () => {
      clearInterval(timer);
      for (const sign of signs) window.removeEventListener(sign, notice);
    };
  }, [dispatch]);

  useEffect(() => {
    if (!shown || nowMs === 0) return;
    const isSoonOver = Date.parse(shown.expiresAt) - nowMs < leaseSeconds * 200;
    const isThere = document.visibilityState === "visible" && nowMs - lastActiveMs.current < awayMs;
    const name = `${shown.id} ${shown.expiresAt}`;
    const isAsked = asked.current === name && nowMs < askAgainAfterMs.current;
    if (!isSoonOver || !isThere || isAsked) return;
    asked.current = name;
    askAgainAfterMs.current = Number.POSITIVE_INFINITY;
    extendLease(shown.id).then(
      (expiresAt) => dispatch({ type: "extended", leaseId: shown.id, expiresAt }),
      (error) => {
        // Without a connection it is asked again once there is one; a refusal stands.
        if (error instanceof CallRefused && (error.status === 0 || error.status >= 500))
          askAgainAfterMs.current = Date.now() + retryMs;
      },
    );
  }, [shown, nowMs, leaseSeconds, dispatch]);

  return nowMs;
}
