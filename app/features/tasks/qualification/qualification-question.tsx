import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  answerOf,
  type Draft,
  type DraftProblem,
  startDraft,
  type TaskAnswer,
} from "#app/features/tasks/forms/draft.ts";
import { KindForm } from "#app/features/tasks/forms/kind-form.tsx";
import type { QualificationQuestion as Question } from "#app/features/tasks/qualification/qualification-api.ts";

type QuestionProps = { question: Question; isRefused: boolean; onAnswer: (answer: TaskAnswer) => void };

/** One question, in the form of its kind. Drawn anew for each. */
export function QualificationQuestion({ question, isRefused, onAnswer }: QuestionProps) {
  const [draft, setDraft] = useState(() => startDraft(question, null));
  const [problem, setProblem] = useState<DraftProblem | null>(null);

  function submit(next: Draft): void {
    setDraft(next);
    const finished = answerOf(next, question);
    if (finished.ok) onAnswer(finished.answer);
    else setProblem(finished.problem);
  }
  function change(next: Draft): void {
    setProblem(null);
    setDraft(next);
  }
  return (
    <KindForm
      task={question}
      draft={draft}
      onDraft={change}
      onSubmit={submit}
      bar={(buttons) => (
        <div className="sticky bottom-[calc(3.5rem+env(safe-area-inset-bottom))] -mx-4 grid gap-2 border-t border-line bg-ground px-4 py-3 md:static md:mx-0 md:border-0 md:px-0">
          <Problem problem={problem} isRefused={isRefused} />
          {buttons}
        </div>
      )}
    />
  );
}

function Problem({ problem, isRefused }: { problem: DraftProblem | null; isRefused: boolean }) {
  const { t } = useTranslation("tasks");
  const { t: own } = useTranslation("qualification");
  if (!problem && !isRefused) return null;
  const count = problem && "count" in problem ? problem.count : 0;
  return (
    <p role="alert" className="text-13 text-warn">
      {problem ? t(`problem.${problem.code}`, { count }) : own("refused")}
    </p>
  );
}
