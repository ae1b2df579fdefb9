// Which tasks a prompt's accepted samples become, by kind. What is reserved for a prompt counts the same tasks.
import type { TaskKind } from "#app/features/campaigns/kind-options.ts";
import { assertNever } from "#app/lib/invariant.ts";

/** The most samples that one `rank` task shows. */
export const mostRanked = 8;

/** How many tasks of a kind a prompt with so many accepted samples has. */
export function taskCount(kind: TaskKind, samples: number): number {
  switch (kind) {
    case "prefer":
      return ringSize(samples);
    case "rank":
      return rankGroups(samples).length;
    case "rate":
    case "label":
      return samples;
    case "edit":
      return samples > 0 ? 1 : 0;
    default:
      return assertNever(kind);
  }
}

/** How many pairs a ring of samples has: n for three or more, one for two, none below. */
export function ringSize(samples: number): number {
  if (samples < 2) return 0;
  return samples === 2 ? 1 : samples;
}

/** Sizes of the groups that are ranked together: as even as can be, none above eight, none of one. */
export function rankGroups(samples: number): Array<number> {
  if (samples < 2) return [];
  const groups = Math.ceil(samples / mostRanked);
  return Array.from({ length: groups }, (_, index) => Math.floor((samples + index) / groups));
}

/** Gold answers that go with so many ordinary ones: one in `goldEvery` of all is gold. */
export function goldCount(answers: number, goldEvery: number): number {
  return goldEvery === 0 ? 0 : Math.ceil(answers / (goldEvery - 1));
}
