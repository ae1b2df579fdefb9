import { useTranslation } from "react-i18next";
import type { FormTask } from "#app/features/tasks/forms/draft.ts";
import { SampleText } from "#app/features/tasks/forms/sample-text.tsx";

/** What the model was asked, turn by turn. */
export function PromptView({ messages }: { messages: FormTask["prompt"]["messages"] }) {
  const { t } = useTranslation("tasks");
  return (
    <section aria-label={t("task.prompt")} className="grid gap-2">
      {messages.map(({ role, content }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a conversation's turns never change their order
        <div key={index}>
          {messages.length > 1 && <p className="text-13 text-muted">{t(`task.role.${role}`)}</p>}
          <SampleText text={content} className="font-medium" />
        </div>
      ))}
    </section>
  );
}
