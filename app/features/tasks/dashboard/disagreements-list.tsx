import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Address } from "#app/components/address.tsx";
import { Card } from "#app/components/card.tsx";
import type { Judging } from "#app/features/campaigns/api.ts";
import type { TaskKind } from "#app/features/campaigns/kind-options.ts";
import type { Disagreement } from "#app/features/tasks/dashboard/disagreements.ts";
import { type AnswerLine, titlesOf, toAnswerLine } from "#app/features/tasks/dashboard/disagreements-answer.ts";
import { PromptView } from "#app/features/tasks/forms/prompt-view.tsx";
import { SampleCard } from "#app/features/tasks/forms/sample-card.tsx";
import { sideName } from "#app/features/tasks/forms/side-names.ts";
import { localPercent } from "#app/lib/i18n-number.ts";

type DisagreementsProps = {
  disagreements: ReadonlyArray<Disagreement>;
  judging: ReadonlyArray<Judging>;
  kind: TaskKind | null;
};

/** Of a prompt, in the list; all of it stands with the task. */
const longestLine = 160;

/** The closed tasks that people were least of one mind about: each opens to its texts and answers. */
export function DisagreementsCard({ disagreements, judging, kind }: DisagreementsProps) {
  const { t } = useTranslation("dashboard");
  const kinds = judging.map((one) => one.kind).filter((one) => one !== "edit");
  return (
    <Card
      title={t("disagreements.title")}
      action={kinds.length > 1 && <KindLinks kinds={kinds} chosen={kind} />}
      className="scroll-mt-16"
    >
      <p className="mb-3 text-13 text-muted">{t("disagreements.what")}</p>
      {disagreements.length === 0 && <p>{t("disagreements.none")}</p>}
      <ol className="grid">
        {disagreements.map((one) => (
          <li key={one.taskId} className="border-t border-line">
            <DisagreementItem disagreement={one} options={judging.find((asked) => asked.kind === one.kind)?.options} />
          </li>
        ))}
      </ol>
    </Card>
  );
}

function KindLinks({ kinds, chosen }: { kinds: ReadonlyArray<TaskKind>; chosen: TaskKind | null }) {
  const { t } = useTranslation("dashboard");
  const look = (isChosen: boolean) => (isChosen ? "font-medium" : "link");
  return (
    <nav aria-label={t("disagreements.kinds")} className="flex flex-wrap gap-3 text-13">
      <Link to="?" preventScrollReset aria-current={chosen === null} className={look(chosen === null)}>
        {t("disagreements.all")}
      </Link>
      {kinds.map((kind) => (
        <Link
          key={kind}
          to={`?kind=${kind}`}
          preventScrollReset
          aria-current={chosen === kind}
          className={look(chosen === kind)}
        >
          {t(`kind.${kind}`)}
        </Link>
      ))}
    </nav>
  );
}

function DisagreementItem({ disagreement, options }: { disagreement: Disagreement; options: unknown }) {
  const { t, i18n } = useTranslation("dashboard");
  const { kind, messages, samples, answers, result, probability } = disagreement;
  const asked = messages.at(-1)?.content ?? "";
  return (
    <details className="group py-3">
      <summary className="marker:text-muted">
        <span className="font-medium">{asked.length > longestLine ? `${asked.slice(0, longestLine)}…` : asked}</span>
        <span className="block pl-4 text-13 text-muted">
          {t("disagreements.sum", {
            kind: t(`kind.${kind}`),
            probability: localPercent(probability, i18n.language),
            count: answers.length,
          })}
          {result === "undecided" && ` · ${t("disagreements.undecided")}`}
        </span>
      </summary>
      <div className="mt-3 grid gap-4">
        {(messages.length > 1 || asked.length > longestLine) && <PromptView messages={messages} />}
        <div className="grid gap-3 md:grid-cols-2">
          {samples.map(({ id, text }, place) => (
            <SampleCard key={id} text={text} {...(samples.length > 1 ? { name: sideName(place) } : {})} />
          ))}
        </div>
        <Answers disagreement={disagreement} options={options} />
      </div>
    </details>
  );
}

function Answers({ disagreement, options }: { disagreement: Disagreement; options: unknown }) {
  const { t } = useTranslation("dashboard");
  const { kind, samples, answers } = disagreement;
  const titles = titlesOf(kind, options);
  const sampleIds = samples.map(({ id }) => id);
  return (
    <ul className="grid gap-1">
      {answers.map(({ address, answer, flag, isPaid }) => (
        <li key={address} className="flex flex-wrap items-center gap-x-4 gap-y-1 text-13">
          <Address address={address} canCopy={false} />
          <Line line={toAnswerLine({ kind, answer, sampleIds, titles })} />
          {flag && <span className="text-warn">{t("disagreements.flag", { reason: t(`flag.${flag}`) })}</span>}
          {isPaid === false && <span className="text-muted">{t("disagreements.unpaid")}</span>}
        </li>
      ))}
    </ul>
  );
}

function Line({ line }: { line: AnswerLine | null }) {
  const { t } = useTranslation("dashboard");
  if (line === null) return <span className="text-muted">{t("disagreements.unreadable")}</span>;
  if (line.form === "choice") return <span className="font-medium">{t(`choice.${line.choice}`)}</span>;
  if (line.form === "text") return <span className="sample-text min-w-0 text-13">{line.text}</span>;
  return (
    <span className="font-medium">
      {line.ranking}
      {line.unacceptable !== "" && ` · ${t("disagreements.unacceptable", { samples: line.unacceptable })}`}
    </span>
  );
}
