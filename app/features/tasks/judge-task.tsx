import clsx from "clsx";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import type { PreferResult } from "#app/features/quality/prefer-posterior.ts";
import type { TaskLease } from "#app/features/tasks/api.ts";

const longPrompt = 600;

type JudgeTaskProps = { lease: TaskLease; choice: PreferResult | null };

/** The prompt on top, the two samples below it: side by side, or one under the other on a phone. */
export function JudgeTask({ lease, choice }: JudgeTaskProps) {
  const [sampleA, sampleB] = lease.samples;
  if (!sampleA || !sampleB) return null;
  return (
    <div className="grid gap-4">
      <Prompt key={lease.id} messages={lease.prompt.messages} />
      <div className="grid gap-4 md:grid-cols-2">
        <Side name="A" text={sampleA.text} isChosen={choice === "a"} />
        <Side name="B" text={sampleB.text} isChosen={choice === "b"} />
      </div>
    </div>
  );
}

function Prompt({ messages }: { messages: TaskLease["prompt"]["messages"] }) {
  const { t } = useTranslation("tasks");
  const isLong = messages.reduce((length, { content }) => length + content.length, 0) > longPrompt;
  const [isOpen, setOpen] = useState(false);
  return (
    <section aria-label={t("task.prompt")} className="grid justify-items-start gap-2">
      <div className={clsx("grid gap-2", isLong && !isOpen && "max-h-40 overflow-hidden")}>
        {messages.map(({ role, content }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a conversation's turns never change their order
          <div key={index}>
            {messages.length > 1 && <p className="text-13 text-muted">{t(`task.role.${role}`)}</p>}
            <p className="sample-text font-medium">{content}</p>
          </div>
        ))}
      </div>
      {isLong && (
        <Button variant="quiet" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t(isOpen ? "task.less" : "task.more")}
        </Button>
      )}
    </section>
  );
}

function Side({ name, text, isChosen }: { name: "A" | "B"; text: string; isChosen: boolean }) {
  const { t } = useTranslation("tasks");
  return (
    <section
      aria-label={t("task.side", { name })}
      className={clsx("min-w-0 rounded-card border bg-surface p-4", isChosen ? "border-accent" : "border-line")}
    >
      <p className="mb-2 flex items-center gap-2 text-13 font-semibold text-muted" aria-hidden="true">
        {name}
        {isChosen && <span className="text-accent">{t("task.chosen")}</span>}
      </p>
      <p className="sample-text">{text}</p>
    </section>
  );
}
