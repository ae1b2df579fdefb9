import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { CloseIcon } from "#app/components/icons.tsx";
import { SampleText } from "#app/features/tasks/forms/sample-text.tsx";
import { frontOf, type Mark, withHiddenNamed } from "#app/features/tasks/forms/text-pieces.ts";
import type { Marking } from "#app/features/tasks/forms/use-marking.tsx";
import type { Span } from "#app/features/tasks/kinds/label.ts";

type LabelledTextProps = {
  text: string;
  spans: ReadonlyArray<Span>;
  titleOf: (label: string) => string;
  /** Null where nothing is marked, or nothing can be marked any more. */
  marking: Marking | null;
  onRemove: ((span: Span) => void) | null;
};

/** A sample with the places that were marked in it, and the list of them. */
export function LabelledText({ text, spans, titleOf, marking, onRemove }: LabelledTextProps) {
  const { t } = useTranslation("tasks");
  const quoted = (start: number, end: number) => withHiddenNamed(frontOf(text.slice(start, end), longestQuote));
  const selected = marking?.selected ?? null;
  return (
    <div className="grid min-w-0 gap-3">
      <section
        ref={marking?.holder}
        aria-label={t("task.sample")}
        className="min-w-0 rounded-card border border-line bg-surface p-4"
      >
        <SampleText text={text} marks={marksOf(spans, marking)} isWhole={marking !== null || spans.length > 0} />
      </section>
      {marking && (
        <p role="status" className="text-13 text-muted">
          {selected ? t("label.selected", { words: quoted(selected.start, selected.end) }) : t("label.howToMark")}
        </p>
      )}
      {spans.length > 0 && (
        <ul className="grid gap-1" aria-label={t("label.marked")}>
          {spans.map((span) => (
            <li
              key={`${span.start} ${span.end} ${span.label}`}
              className="flex min-w-0 items-center gap-2 rounded-control border border-line bg-surface py-1 pr-1 pl-3"
            >
              <span className="min-w-0 flex-1 truncate" dir="auto">
                “{quoted(span.start, span.end)}”
              </span>
              <span className="text-13 text-muted">{titleOf(span.label)}</span>
              {onRemove && (
                <Button
                  variant="quiet"
                  aria-label={t("label.remove", { words: quoted(span.start, span.end), label: titleOf(span.label) })}
                  className="pointer-coarse:min-w-11"
                  onClick={() => onRemove(span)}
                >
                  <CloseIcon className="size-4" />
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

const longestQuote = 80;

function marksOf(spans: ReadonlyArray<Span>, marking: Marking | null): Array<Mark> {
  const marks: Array<Mark> = spans.map(({ start, end }) => ({ start, end, tone: "span" }));
  return marking?.selected && marking.isByKeys ? [...marks, { ...marking.selected, tone: "cursor" }] : marks;
}
