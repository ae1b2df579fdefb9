// Which of a prompt's accepted samples each of its tasks shows; as many tasks as `taskCount` of the campaigns counts.
import { editOptionsSchema, type TaskKind } from "#app/features/campaigns/kind-options.ts";
import { rankGroups } from "#app/features/campaigns/tasks-of-prompt.ts";
import { ringPairs } from "#app/features/tasks/queue/ring.ts";
import { assertNever } from "#app/lib/invariant.ts";

/** @param accepted samples in the order of their slots */
export function samplesOfTasks(
  { kind, options }: { kind: TaskKind; options: unknown },
  accepted: ReadonlyArray<string>,
): Array<Array<string>> {
  switch (kind) {
    case "prefer":
      return ringPairs(accepted);
    case "rank":
      return inGroups(accepted, rankGroups(accepted.length));
    case "rate":
    case "label":
      return accepted.map((sample) => [sample]);
    case "edit":
      return editOptionsSchema.parse(options).mode === "rewrite"
        ? inGroups(accepted, [1])
        : accepted.slice(0, 1).map(() => []);
    default:
      return assertNever(kind);
  }
}

function inGroups(samples: ReadonlyArray<string>, sizes: ReadonlyArray<number>): Array<Array<string>> {
  let start = 0;
  const groups = sizes.map((size) => {
    start += size;
    return samples.slice(start - size, start);
  });
  return groups.filter((group) => group.length > 0);
}
