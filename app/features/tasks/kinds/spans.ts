import type { LabelAnswer, Span } from "#app/features/tasks/kinds/label.ts";
import type { Weighed } from "#app/features/tasks/kinds/scorer.ts";

/**
 * Where, by the weight of those who chose a label, more than half marked the text with it. Each contributor weighs the
 * logarithm of their odds of being right.
 * @returns spans by label, then by place; touching ones are one
 */
export function sharedSpans(answers: ReadonlyArray<Weighed<LabelAnswer>>): Array<Span> {
  const labels = [...new Set(answers.flatMap(({ answer }) => answer.labels))].sort();
  return labels.flatMap((label) => spansOf(label, answers));
}

function spansOf(label: string, answers: ReadonlyArray<Weighed<LabelAnswer>>): Array<Span> {
  const voters = answers
    .filter(({ answer }) => answer.labels.includes(label))
    .map(({ answer: { spans = [] }, accuracy }) => ({
      spans: spans.filter((span) => span.label === label),
      weight: Math.log(accuracy / (1 - accuracy)),
    }));
  const edges = [...new Set(voters.flatMap(({ spans }) => spans.flatMap(({ start, end }) => [start, end])))];
  edges.sort((left, right) => left - right);
  const half = voters.reduce((sum, { weight }) => sum + weight, 0) / 2;

  const shared: Array<Span> = [];
  for (const [index, start] of edges.entries()) {
    const end = edges[index + 1];
    if (end === undefined) break;
    const marking = voters.filter(({ spans }) => spans.some((span) => span.start <= start && end <= span.end));
    if (marking.reduce((sum, { weight }) => sum + weight, 0) <= half) continue;
    const last = shared.at(-1);
    if (last?.end === start) last.end = end;
    else shared.push({ start, end, label });
  }
  return shared;
}
