import { useEffect, useState } from "react";
import { findNextEvents } from "#app/features/payouts/next-events.client.ts";
import type { NextEvents } from "#app/features/payouts/next-events.ts";
import { NextEventsNote } from "#app/features/payouts/next-events-note.tsx";

const everyMs = 5_000;

/**
 * The same sentence, kept true while somebody looks, without loading anything else of the page again. Not by a fetcher: one that
 * fails puts the error page in place of whatever the person was doing.
 */
export function LiveNextEvents({ next }: { next: NextEvents }) {
  const [found, setFound] = useState<NextEvents | null>(null);
  useEffect(() => {
    let isAsking = false;
    const timer = setInterval(async () => {
      if (document.visibilityState !== "visible" || isAsking) return;
      isAsking = true;
      const latest = await findNextEvents();
      isAsking = false;
      if (latest) setFound(latest);
    }, everyMs);
    return () => clearInterval(timer);
  }, []);
  return <NextEventsNote next={found ?? next} />;
}
