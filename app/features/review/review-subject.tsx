import clsx from "clsx";
import { useTranslation } from "react-i18next";
import { Card } from "#app/components/card.tsx";
import { StateBadge } from "#app/components/state-badge.tsx";
import { EvidenceFigures } from "#app/features/review/evidence-figures.tsx";
import { GivenAnswer } from "#app/features/review/given-answer.tsx";
import { reportCode } from "#app/features/review/report.ts";
import type { Work } from "#app/features/review/work.ts";
import { SampleText } from "#app/features/tasks/forms/sample-text.tsx";
import { sideName } from "#app/features/tasks/forms/side-names.ts";

/** The work to be judged and the rules it was done under. Never whose it is. */
export function ReviewSubject({ work }: { work: Work }) {
  const { t } = useTranslation("review");
  return (
    <div className="grid min-w-0 gap-4">
      <Card
        title={t("subject.prompt")}
        action={<StateBadge tone="accent">{t(`subject.kind.${work.kind ?? "sample"}`)}</StateBadge>}
      >
        {work.prompt.messages.map((message) => (
          <SampleText key={message.role + message.content} text={message.content} />
        ))}
      </Card>
      {work.samples.length > 0 && (
        <div className={clsx("grid gap-4", work.samples.length > 1 && "sm:grid-cols-2")}>
          {work.samples.map((sample, index) => (
            <Card key={sample.id} title={work.samples.length > 1 ? sideName(index) : t("subject.text")}>
              <SampleText text={sample.text} />
            </Card>
          ))}
        </div>
      )}
      {work.answer && <GivenAnswer work={work} />}
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
