import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { rateOptionsSchema } from "#app/features/campaigns/kind-options.ts";
import type { FormProps } from "#app/features/tasks/forms/form-props.ts";
import { RateDimension } from "#app/features/tasks/forms/rate-dimension.tsx";
import { nextUnrated, type Score } from "#app/features/tasks/forms/rate-draft.ts";
import { SampleCard } from "#app/features/tasks/forms/sample-card.tsx";
import { SubmitButton } from "#app/features/tasks/forms/submit-button.tsx";
import { TaskTexts } from "#app/features/tasks/forms/task-texts.tsx";
import { useActionKeys } from "#app/features/tasks/judge/use-keys.tsx";

/** A scale for each dimension; a number rates the current one, and the next has its turn. */
export function RateForm({ task, draft, onDraft, onSubmit, bar }: FormProps<"rate">) {
  const options = rateOptionsSchema.parse(task.options ?? {});
  const { dimensions } = options;
  const { t } = useTranslation("tasks");
  const [current, setCurrent] = useState(() => nextUnrated(draft, options, -1) ?? 0);
  const list = useRef<HTMLDivElement>(null);

  function focus(index: number): void {
    setCurrent(index);
    const group = list.current?.querySelectorAll("fieldset")[index];
    (group?.querySelector<HTMLElement>("input:checked") ?? group?.querySelector("input"))?.focus();
  }
  function rate(index: number, score: Score) {
    const id = dimensions[index]?.id;
    if (!id) return draft;
    const next = { ...draft, scores: { ...draft.scores, [id]: score } };
    onDraft(next);
    return next;
  }
  function rateByKey(score: Score): void {
    const next = rate(current, score);
    const free = nextUnrated(next, options, current);
    if (free !== null) focus(free);
  }
  const turn = (by: -1 | 1) => focus((current + by + dimensions.length) % dimensions.length);
  const points = dimensions[current]?.anchors.length ?? 0;
  const number = (score: number) => (score <= points ? () => rateByKey(score) : undefined);
  useActionKeys({
    ...{ "number-1": number(1), "number-2": number(2), "number-3": number(3), "number-4": number(4) },
    ...{ "number-5": number(5), "number-6": number(6), "number-7": number(7), "number-8": number(8) },
    ...{ "number-9": number(9), "rate-ten": number(10) },
    "rate-cannot-tell": () => rateByKey("cannot-tell"),
    "rate-previous": () => turn(-1),
    "rate-next": () => turn(1),
    submit: () => onSubmit(draft),
  });

  return (
    <>
      <TaskTexts task={task}>
        <div className="grid gap-4 @2xl:grid-cols-2 @2xl:items-start">
          <SampleCard text={task.samples[0]?.text ?? ""} />
          <div ref={list} className="grid gap-4">
            {dimensions.map((dimension, index) => (
              <RateDimension
                key={dimension.id}
                dimension={dimension}
                score={draft.scores[dimension.id] ?? null}
                isCurrent={index === current}
                onFocus={() => setCurrent(index)}
                onRate={(score) => rate(index, score)}
              />
            ))}
          </div>
        </div>
      </TaskTexts>
      {bar(<SubmitButton onSubmit={() => onSubmit(draft)}>{t("submit.rate")}</SubmitButton>)}
    </>
  );
}
