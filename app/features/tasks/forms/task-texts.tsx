import { type ReactNode, useContext, useState } from "react";
import { useTranslation } from "react-i18next";
import type { FormTask } from "#app/features/tasks/forms/draft.ts";
import { KeyedButton } from "#app/features/tasks/forms/keyed-button.tsx";
import { PromptView } from "#app/features/tasks/forms/prompt-view.tsx";
import { LikingContext, ReadingContext } from "#app/features/tasks/forms/reading-context.tsx";
import { isLongText } from "#app/features/tasks/forms/text-pieces.ts";
import { useActionKeys } from "#app/features/tasks/judge/use-keys.tsx";

type TaskTextsProps = {
  task: FormTask;
  /** What else can be switched, beside how texts are shown. */
  tools?: ReactNode;
  children: ReactNode;
};

/** The prompt on top, then the switches, then what the form makes of the samples. */
export function TaskTexts({ task, tools, children }: TaskTextsProps) {
  const liking = useContext(LikingContext);
  const [isOwnFormatted, setOwnFormatted] = useState(false);
  const isFormatted = liking?.isFormatted ?? isOwnFormatted;
  const [isWhole, setWhole] = useState(false);
  const { t } = useTranslation("tasks");
  const isLong = [...task.prompt.messages.map(({ content }) => content), ...task.samples.map(({ text }) => text)].some(
    isLongText,
  );
  const format = () => (liking?.onFormatted ?? setOwnFormatted)(!isFormatted);
  const open = () => setWhole(!isWhole);
  useActionKeys({ formatted: format, whole: isLong ? open : undefined });
  return (
    <ReadingContext.Provider value={{ isFormatted, isWhole }}>
      <PromptView messages={task.prompt.messages} />
      <div className="grid min-w-0 content-start gap-2">
        <div className="-mx-3 flex flex-wrap items-center justify-end gap-x-1">
          {tools}
          <KeyedButton
            does="formatted"
            variant="quiet"
            aria-pressed={isFormatted}
            className="aria-pressed:text-accent"
            onClick={format}
          >
            {t("reading.formatted")}
          </KeyedButton>
          {isLong && (
            <KeyedButton
              does="whole"
              variant="quiet"
              aria-pressed={isWhole}
              className="aria-pressed:text-accent"
              onClick={open}
            >
              {t("reading.whole")}
            </KeyedButton>
          )}
        </div>
        {children}
      </div>
    </ReadingContext.Provider>
  );
}
