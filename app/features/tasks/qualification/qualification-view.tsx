import { useFetcher } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { GuidelinesText } from "#app/features/campaigns/guidelines/guidelines.tsx";
import type { TaskAnswer } from "#app/features/tasks/forms/draft.ts";
import { useBindings } from "#app/features/tasks/judge/use-bindings.tsx";
import { KeysContext } from "#app/features/tasks/judge/use-keys.tsx";
import type { QualificationView as View } from "#app/features/tasks/qualification/qualification-api.ts";
import { JustExplained, QualificationExplained } from "#app/features/tasks/qualification/qualification-explained.tsx";
import { QualificationQuestion } from "#app/features/tasks/qualification/qualification-question.tsx";
import { QualificationStand } from "#app/features/tasks/qualification/qualification-stand.tsx";

type Reply = { why: string } | null;

/** The guidelines, then one question after the other, each explained before the next. */
export function QualificationView({ view, guidelinesHtml }: { view: View; guidelinesHtml: string }) {
  const { t } = useTranslation("qualification");
  const fetcher = useFetcher<Reply>();
  const { bindings } = useBindings();
  const [read, setRead] = useState(view.answered.length);
  const { state, question, answered, questions } = view;
  const isOpen = state === "open";
  const isBusy = fetcher.state !== "idle";
  const unread = answered.length > read ? answered.at(-1) : undefined;

  const begin = () => {
    setRead(0);
    fetcher.submit({ intent: "begin" }, { method: "post" });
  };
  const answer = (number: number, given: TaskAnswer) =>
    fetcher.submit({ intent: "answer", number, answer: JSON.stringify(given) }, { method: "post" });

  if (unread) {
    return (
      <JustExplained key={unread.number} question={unread}>
        <Button variant="primary" className="justify-self-start" onClick={() => setRead(answered.length)}>
          {t(isOpen ? "next" : "result")}
        </Button>
      </JustExplained>
    );
  }
  if (isOpen && question) {
    return (
      <KeysContext.Provider value={{ bindings, isListening: true }}>
        <div data-own-keys className="grid gap-4">
          <p className="text-13 text-muted">
            {t("progress", { number: question.number + 1, questions, correct: view.correct })}
          </p>
          <QualificationQuestion
            key={question.number}
            question={question}
            isRefused={!isBusy && fetcher.data?.why === "invalid-answer"}
            onAnswer={(given) => !isBusy && answer(question.number, given)}
          />
          <Guidelines html={guidelinesHtml} />
        </div>
      </KeysContext.Provider>
    );
  }
  return (
    <div className="grid gap-6">
      <QualificationStand view={view} isBusy={isBusy} onBegin={begin} />
      {state === "ready" && (
        <Card title={t("guidelines")}>
          <GuidelinesText html={guidelinesHtml} />
        </Card>
      )}
      {state !== "ready" && answered.map((each) => <QualificationExplained key={each.number} question={each} />)}
    </div>
  );
}

function Guidelines({ html }: { html: string }) {
  const { t } = useTranslation("qualification");
  return (
    <details className="rounded-card border border-line bg-surface p-4">
      <summary className="cursor-pointer">{t("guidelines")}</summary>
      <div className="mt-3">
        <GuidelinesText html={html} />
      </div>
    </details>
  );
}
