import type { Ask } from "#app/features/generation/run/generator-state.ts";

const largeBytes = 50_000_000;

type Download = {
  /** What would have to travel; 0 when all of it is stored. */
  bytes: number;
  /** The browser says that each byte costs, or that few are wanted. */
  isMetered: boolean;
  /** What was answered with yes before, for this model and form. */
  allowed: ReadonlyArray<Ask["kind"]>;
};

/** What has to be asked before a download, or null when it may begin. */
export function downloadQuestion({ bytes, isMetered, allowed }: Download): Ask | null {
  if (bytes === 0) return null;
  if (isMetered && !allowed.includes("metered")) return { kind: "metered", bytes };
  const isKnown = allowed.includes("large-download") || allowed.includes("metered");
  return bytes > largeBytes && !isKnown ? { kind: "large-download", bytes } : null;
}
