import { useFetcher } from "@remix-run/react";
import { useEffect } from "react";
import type { NextEvents } from "#app/features/payouts/next-events.ts";
import { NextEventsNote } from "#app/features/payouts/next-events-note.tsx";

const everyMs = 5_000;

/** The same sentence, kept true while somebody looks, without loading anything else of the page again. */
export function LiveNextEvents({ next }: { next: NextEvents }) {
  const { data, load, state } = useFetcher<NextEvents>();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible" && state === "idle") load("/next-events");
    }, everyMs);
    return () => clearInterval(timer);
  }, [load, state]);
  return <NextEventsNote next={data ?? next} />;
}
