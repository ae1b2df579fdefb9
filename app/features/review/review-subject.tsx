import clsx from "clsx";
import { useTranslation } from "react-i18next";
import { StateBadge } from "#app/components/state-badge.tsx";
import { EvidenceFigures } from "#app/features/review/evidence-figures.tsx";
import { reportCode } from "#app/features/review/report.ts";
import type { Work } from "#app/features/review/work.ts";
import { PromptView } from "#app/features/tasks/forms/prompt-view.tsx";
import { SampleCard } from "#app/features/tasks/forms/sample-card.tsx";
import { sideName } from "#app/features/tasks/forms/side-names.ts";
import { AnswerView } from "#app/features/tasks/judge/answer-view.tsx";

/** The work to be judged and the rules it was done under. Never whose it is. */
export function ReviewSubject({ work }: { work: Work }) {
  const { t } = useTranslation("review");
  const { kind, answer } = work;
  return (
    <div className="grid min-w-0 gap-4">
      <div className="grid min-w-0 gap-3 rounded-card border border-line bg-surface p-4 sm:p-5">
        <div className="justify-self-start">
          <StateBadge tone="accent">{t(`subject.kind.${kind ?? "sample"}`)}</StateBadge>
        </div>
        {kind && answer ? <AnswerView task={{ ...work, kind }} answer={answer} /> : <Texts work={work} />}
      </div>
      <Evidence work={work} />
      <details className="rounded-card border border-line bg-surface p-4">
        <summary className="cursor-pointer font-semibold">
          {t("subject.guidelines", { version: work.guidelinesVersion })}
        </summary>
        <p className="mt-3 max-w-prose whitespace-pre-wrap">{work.guidelines}</p>
        {work.payRule && <p className="mt-3 text-13 text-muted">{t("subject.rule", { rule: work.payRule })}</p>}
      </details>
    </div>
  );
}

/** A sample by itself, or a task whose answers nobody may see yet. */
function Texts({ work: { prompt, samples } }: { work: Work }) {
  return (
    <>
      <PromptView messages={prompt.messages} />
      <div className={clsx("grid gap-4", samples.length > 1 && "sm:grid-cols-2")}>
        {samples.map(({ id, text }, index) =>
          samples.length > 1 ? (
            <SampleCard key={id} name={sideName(index)} text={text} />
          ) : (
            <SampleCard key={id} text={text} />
          ),
        )}
      </div>
    </>
  );
}

/** Evidence, and no verdict: what was reported of the work or noticed of its contributor in this campaign. */
function Evidence({ work }: { work: Work }) {
  const { t } = useTranslation("review");
  if (work.evidence.length === 0) return null;
  return (
    <section className="grid gap-2 rounded-card border border-line bg-surface p-4">
      <h3 className="font-semibold">{t("subject.evidence")}</h3>
      <p className="max-w-prose text-13 text-muted">{t("subject.evidenceWhat")}</p>
      <ul className="grid gap-2">
        {work.evidence.map(({ reason, figures }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes while it is shown
          <li key={index} className="grid gap-1">
            <span>{t(`report.code.${reportCode(reason)}`)}</span>
            <EvidenceFigures figures={figures} />
          </li>
        ))}
      </ul>
    </section>
  );
}
