import { nextEvents } from "#app/features/payouts/next-events.server.ts";

/** What happens next with everybody's pay, for the strip of a local trial. */
export function loader() {
  return nextEvents();
}
