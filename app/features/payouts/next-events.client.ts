import { type NextEvents, nextEventsSchema } from "#app/features/payouts/next-events.ts";

/** Null when the server does not answer: the sentence then stays as it was. */
export async function findNextEvents(): Promise<NextEvents | null> {
  try {
    const answer = await fetch("/next-events");
    return nextEventsSchema.parse(await answer.json());
  } catch {
    return null;
  }
}
