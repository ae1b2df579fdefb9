// An answer in one line: which sample, which order, which points. Samples are called by letters, in the task's order.
import { labelOptionsSchema, rateOptionsSchema, type TaskKind } from "#app/features/campaigns/kind-options.ts";
import type { PreferResult } from "#app/features/quality/prefer-posterior.ts";
import { sideName } from "#app/features/tasks/forms/side-names.ts";
import { editAnswerSchema } from "#app/features/tasks/kinds/edit.ts";
import { labelAnswerSchema } from "#app/features/tasks/kinds/label.ts";
import { preferAnswerSchema } from "#app/features/tasks/kinds/prefer.ts";
import { rankAnswerSchema } from "#app/features/tasks/kinds/rank.ts";
import { rateAnswerSchema } from "#app/features/tasks/kinds/rate.ts";
import { assertNever } from "#app/lib/invariant.ts";

export type AnswerLine =
  | { form: "choice"; choice: PreferResult }
  /** Names of tiers, best first, and of what is unacceptable. */
  | { form: "ranking"; ranking: string; unacceptable: string }
  | { form: "text"; text: string };

type Given = { kind: TaskKind; answer: unknown; sampleIds: ReadonlyArray<string>; titles: ReadonlyMap<string, string> };

/** Null: the answer does not parse. */
export function toAnswerLine({ kind, answer, sampleIds, titles }: Given): AnswerLine | null {
  const title = (id: string) => titles.get(id) ?? id;
  switch (kind) {
    case "prefer": {
      const { data } = preferAnswerSchema.safeParse(answer);
      return data ? { form: "choice", choice: data.choice } : null;
    }
    case "rank": {
      const { data } = rankAnswerSchema.safeParse(answer);
      return data ? rankingLine(data.tiers, data.unacceptable ?? [], sampleIds) : null;
    }
    case "rate": {
      const { data } = rateAnswerSchema.safeParse(answer);
      const scores = Object.entries(data?.scores ?? {}).map(([id, score]) => `${title(id)}: ${score}`);
      return data ? { form: "text", text: scores.join(" · ") } : null;
    }
    case "label": {
      const { data } = labelAnswerSchema.safeParse(answer);
      return data ? { form: "text", text: data.labels.map(title).join(" · ") } : null;
    }
    case "edit": {
      const { data } = editAnswerSchema.safeParse(answer);
      return data ? { form: "text", text: data.text } : null;
    }
    default:
      return assertNever(kind);
  }
}

function rankingLine(
  tiers: ReadonlyArray<ReadonlyArray<string>>,
  unacceptable: ReadonlyArray<string>,
  sampleIds: ReadonlyArray<string>,
): AnswerLine {
  const letters = (ids: ReadonlyArray<string>) => ids.map((id) => sideName(sampleIds.indexOf(id))).sort();
  const ranking = tiers.map((tier) => letters(tier).join(" = ")).join(" > ");
  return { form: "ranking", ranking, unacceptable: letters(unacceptable).join(", ") };
}

/** What a campaign calls its labels or dimensions, by their ids. */
export function titlesOf(kind: TaskKind, options: unknown): Map<string, string> {
  const named =
    kind === "label"
      ? (labelOptionsSchema.safeParse(options).data?.labels ?? [])
      : kind === "rate"
        ? (rateOptionsSchema.safeParse(options).data?.dimensions ?? [])
        : [];
  return new Map(named.map(({ id, title }) => [id, title]));
}
