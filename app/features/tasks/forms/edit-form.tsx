import { useDeferredValue, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { editOptionsSchema } from "#app/features/campaigns/kind-options.ts";
import { DifferenceText } from "#app/features/tasks/forms/difference-text.tsx";
import { editable } from "#app/features/tasks/forms/edit-draft.ts";
import type { FormProps } from "#app/features/tasks/forms/form-props.ts";
import { KeyedButton } from "#app/features/tasks/forms/keyed-button.tsx";
import { SampleCard } from "#app/features/tasks/forms/sample-card.tsx";
import { SubmitButton } from "#app/features/tasks/forms/submit-button.tsx";
import { TaskTexts } from "#app/features/tasks/forms/task-texts.tsx";
import { useActionKeys } from "#app/features/tasks/judge/use-keys.tsx";
import { longestEdit } from "#app/features/tasks/kinds/edit.ts";
import { editEffort } from "#app/features/tasks/kinds/edit-scorer.ts";

/** A sample is rewritten with the difference beside it, or the prompt is answered anew. */
export function EditForm({ task, draft, onDraft, onSubmit, bar }: FormProps<"edit">) {
  const options = editOptionsSchema.parse(task.options ?? {});
  const isRewrite = options.mode === "rewrite";
  const sample = task.samples[0]?.text ?? "";
  const { t } = useTranslation("tasks");
  const field = useRef<HTMLTextAreaElement>(null);
  const [isDifferenceShown, showDifference] = useState(true);
  const original = useMemo(() => editable(sample), [sample]);
  // Typing goes first: the comparison of long texts follows a moment later.
  const text = useDeferredValue(draft.text);
  const effort = editEffort(text, sample, options);
  const toggle = () => showDifference(!isDifferenceShown);
  const restore = () => onDraft({ ...draft, text: original });
  useActionKeys({
    submit: () => onSubmit(draft),
    "edit-write": () => field.current?.focus(),
    "edit-restore": isRewrite ? restore : undefined,
    "edit-difference": isRewrite ? toggle : undefined,
  });

  const tools = isRewrite && (
    <>
      <KeyedButton does="edit-restore" variant="quiet" disabled={draft.text === original} onClick={restore}>
        {t("edit.restore")}
      </KeyedButton>
      <KeyedButton
        does="edit-difference"
        variant="quiet"
        aria-pressed={isDifferenceShown}
        className="aria-pressed:text-accent"
        onClick={toggle}
      >
        {t("edit.difference")}
      </KeyedButton>
    </>
  );
  return (
    <>
      <TaskTexts task={task} tools={tools}>
        <div className="grid gap-4 @2xl:grid-cols-2 @2xl:items-start">
          {isRewrite && isDifferenceShown && <DifferenceText before={original} after={text} />}
          {isRewrite && !isDifferenceShown && <SampleCard text={sample} />}
          <div className="grid gap-2 @2xl:only:col-span-2">
            <textarea
              ref={field}
              dir="auto"
              value={draft.text}
              maxLength={longestEdit}
              rows={rowsFor(draft.text)}
              aria-label={t(isRewrite ? "edit.rewrite" : "edit.answer")}
              onChange={({ target }) => onDraft({ ...draft, text: editable(target.value) })}
              onKeyDown={({ key }) => key === "Escape" && field.current?.blur()}
              className="sample-text w-full max-w-none resize-y rounded-control border border-line bg-surface px-3 py-2 text-ink"
            />
            <p className="text-13 text-muted">
              {t(isRewrite ? "edit.effort" : "edit.effortAnswer", { count: effort, least: options.minimumWords })}
            </p>
          </div>
        </div>
      </TaskTexts>
      {bar(
        <SubmitButton isTyped onSubmit={() => onSubmit(draft)}>
          {t("submit.edit")}
        </SubmitButton>,
      )}
    </>
  );
}

/** Grows with what is written, about fifty characters a line. */
function rowsFor(text: string): number {
  const lines = text.split("\n", 40).reduce((sum, line) => sum + 1 + Math.floor(line.length / 50), 0);
  return Math.min(Math.max(lines + 1, 5), 24);
}
