import { z } from "zod";
import type { LabelOptions } from "#app/features/campaigns/kind-options.ts";
import { type LabelAnswer, labelAnswerSchema, type Span } from "#app/features/tasks/kinds/label.ts";

export const labelDraftSchema = z.object({
  kind: z.literal("label"),
  labels: z.array(z.string()),
  spans: z.array(z.object({ start: z.number().int(), end: z.number().int(), label: z.string() })),
});
export type LabelDraft = z.infer<typeof labelDraftSchema>;

export function labelDraft(given: unknown): LabelDraft {
  const { data } = labelAnswerSchema.safeParse(given);
  return { kind: "label", labels: data?.labels ?? [], spans: data?.spans ?? [] };
}

/** Chosen or given up; with one label to choose, the new one takes the other's place. Spans of a label go with it. */
export function toggled(draft: LabelDraft, label: string, { multiple }: LabelOptions): LabelDraft {
  if (draft.labels.includes(label)) return withLabels(draft, without(draft.labels, label));
  return withLabels(draft, multiple ? [...draft.labels, label] : [label]);
}

/** The place and its label, which is chosen with it. The same place with the same label is marked once. */
export function marked(draft: LabelDraft, span: Span, { multiple }: LabelOptions): LabelDraft {
  const labels = draft.labels.includes(span.label)
    ? draft.labels
    : multiple
      ? [...draft.labels, span.label]
      : [span.label];
  const spans = draft.spans.filter((other) => !isSame(other, span));
  const inOrder = [...spans, span].sort((a, b) => a.start - b.start || a.end - b.end);
  return withLabels({ ...draft, spans: inOrder }, labels);
}

export function unmarked(draft: LabelDraft, span: Span): LabelDraft {
  return { ...draft, spans: draft.spans.filter((other) => !isSame(other, span)) };
}

export function labelAnswer({ labels, spans }: LabelDraft): LabelAnswer {
  return spans.length > 0 ? { labels, spans } : { labels };
}

function withLabels(draft: LabelDraft, labels: Array<string>): LabelDraft {
  return { ...draft, labels, spans: draft.spans.filter(({ label }) => labels.includes(label)) };
}

function without(labels: ReadonlyArray<string>, label: string): Array<string> {
  return labels.filter((other) => other !== label);
}

function isSame(one: Span, other: Span): boolean {
  return one.start === other.start && one.end === other.end && one.label === other.label;
}
