import type { Message } from "#app/features/campaigns/draft.ts";
import type { TaskKind } from "#app/features/campaigns/kind-options.ts";

/** A closed task whose answers pull apart, with everything that is needed to see why. */
export type Disagreement = {
  taskId: string;
  kind: TaskKind;
  language: string;
  messages: Array<Message>;
  samples: Array<{ id: string; text: string }>;
  result: string;
  probability: number;
  answers: Array<{ address: string; answer: unknown; flag: string | null; isPaid: boolean | null }>;
};
