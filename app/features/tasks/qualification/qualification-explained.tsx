import clsx from "clsx";
import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Card } from "#app/components/card.tsx";
import { AnswerView } from "#app/features/tasks/judge/answer-view.tsx";
import type { ExplainedQuestion } from "#app/features/tasks/qualification/qualification-api.ts";

/** What somebody answered, what is known, and why. */
export function QualificationExplained({ question, children }: { question: ExplainedQuestion; children?: ReactNode }) {
  const { t } = useTranslation("qualification");
  const { isRight, known, given, explanation } = question;
  return (
    <Card title={<Verdict question={question} />}>
      <div className="grid gap-4">
        <p className="max-w-prose">{explanation === "" ? t("noExplanation") : explanation}</p>
        <section className="grid gap-2">
          <h3 className="text-13 text-muted">{t(isRight ? "yours" : "known")}</h3>
          <AnswerView task={question} answer={isRight ? given : known} />
        </section>
        {!isRight && (
          <details>
            <summary className="cursor-pointer text-13 text-muted">{t("yours")}</summary>
            <div className="mt-2">
              <AnswerView task={question} answer={given} />
            </div>
          </details>
        )}
        {children}
      </div>
    </Card>
  );
}

function Verdict({ question: { number, isRight } }: { question: ExplainedQuestion }) {
  const { t } = useTranslation("qualification");
  return (
    <span className="flex flex-wrap items-baseline gap-x-3">
      <span>{t("number", { number: number + 1 })}</span>
      <span className={clsx("text-15", isRight ? "text-good" : "text-bad")}>{t(isRight ? "right" : "wrong")}</span>
    </span>
  );
}

/** Told as soon as the answer is in: it takes the focus, so that who reads by ear hears it. */
export function JustExplained(props: { question: ExplainedQuestion; children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    place.current?.focus({ preventScroll: true });
    place.current?.scrollIntoView({ block: "nearest" });
  }, []);
  return (
    <div ref={place} tabIndex={-1} aria-live="polite" className="outline-none">
      <QualificationExplained {...props} />
    </div>
  );
}
