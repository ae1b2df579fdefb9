import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { labelOptionsSchema } from "#app/features/campaigns/kind-options.ts";
import type { FormProps } from "#app/features/tasks/forms/form-props.ts";
import { marked, toggled, unmarked } from "#app/features/tasks/forms/label-draft.ts";
import { LabelList } from "#app/features/tasks/forms/label-list.tsx";
import { listedLabels } from "#app/features/tasks/forms/label-tree.ts";
import { LabelledText } from "#app/features/tasks/forms/labelled-text.tsx";
import { SubmitButton } from "#app/features/tasks/forms/submit-button.tsx";
import { TaskTexts } from "#app/features/tasks/forms/task-texts.tsx";
import { useMarking } from "#app/features/tasks/forms/use-marking.tsx";
import { useActionKeys } from "#app/features/tasks/judge/use-keys.tsx";

/** One label or several; where the campaign asks for it, the words that a label is about are marked with it. */
export function LabelForm({ task, draft, onDraft, onSubmit, bar }: FormProps<"label">) {
  const options = useMemo(() => labelOptionsSchema.parse(task.options ?? {}), [task.options]);
  const labels = useMemo(() => listedLabels(options), [options]);
  const { t } = useTranslation("tasks");
  const text = task.samples[0]?.text ?? "";
  const marking = useMarking(text, options.spans);
  // With one label to choose and nothing to mark, one key answers.
  const isOneStep = !options.multiple && !options.spans;

  function choose(label: string): void {
    if (isOneStep) onSubmit({ ...draft, labels: [label], spans: [] });
    else if (marking.selected) onDraft(marked(draft, { ...marking.selected, label }, options));
    else onDraft(toggled(draft, label, options));
    marking.clear();
  }
  const last = draft.spans.at(-1);
  const unmark = last && options.spans ? () => onDraft(unmarked(draft, last)) : undefined;
  useActionKeys({ submit: () => onSubmit(draft), "label-unmark": unmark });

  return (
    <>
      <TaskTexts task={task}>
        <div className="grid gap-4 @2xl:grid-cols-2 @2xl:items-start">
          <LabelledText
            text={text}
            spans={draft.spans}
            titleOf={(id) => labels.find((label) => label.id === id)?.title ?? id}
            marking={options.spans ? marking : null}
            onRemove={(span) => onDraft(unmarked(draft, span))}
          />
          <LabelList
            labels={labels}
            chosen={draft.labels}
            isMarking={marking.selected !== null}
            isMultiple={options.multiple}
            onChoose={choose}
          />
        </div>
      </TaskTexts>
      {bar(isOneStep ? null : <SubmitButton onSubmit={() => onSubmit(draft)}>{t("submit.label")}</SubmitButton>)}
    </>
  );
}
