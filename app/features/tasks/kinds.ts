// The registry of kinds. A new one is a schema of its answers, a scorer here, and a form.
import type { TaskKind } from "#app/features/campaigns/kind-options.ts";
import { editScorer } from "#app/features/tasks/kinds/edit-scorer.ts";
import { labelScorer } from "#app/features/tasks/kinds/label-scorer.ts";
import { preferScorer } from "#app/features/tasks/kinds/prefer-scorer.ts";
import { rankScorer } from "#app/features/tasks/kinds/rank-scorer.ts";
import { rateScorer } from "#app/features/tasks/kinds/rate-scorer.ts";
import type { Scorer } from "#app/features/tasks/kinds/scorer.ts";

export const scorers: Record<TaskKind, Scorer> = {
  prefer: preferScorer,
  rank: rankScorer,
  rate: rateScorer,
  label: labelScorer,
  edit: editScorer,
};
