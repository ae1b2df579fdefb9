import { useTranslation } from "react-i18next";
import { Card } from "#app/components/card.tsx";
import type { Judging } from "#app/features/campaigns/api.ts";
import type { TaskKind } from "#app/features/campaigns/kind-options.ts";
import type { AgreementFigure, KindAgreement } from "#app/features/tasks/dashboard/campaign-agreement.ts";
import { IntervalPlot } from "#app/features/tasks/dashboard/dashboard-interval.tsx";
import { localCoefficient, localLanguage } from "#app/features/tasks/dashboard/dashboard-numbers.ts";
import { titlesOf } from "#app/features/tasks/dashboard/disagreements-answer.ts";
import { localCount } from "#app/lib/i18n-number.ts";

type AgreementProps = { agreement: ReadonlyArray<KindAgreement>; judging: ReadonlyArray<Judging> };

/** How far people agree, by kind: coefficients with bootstrap intervals, in words and as plots. */
export function AgreementCard({ agreement, judging }: AgreementProps) {
  const { t, i18n } = useTranslation("dashboard");
  const count = (value: number) => localCount(value, i18n.language);
  const titles = (kind: TaskKind) => titlesOf(kind, judging.find((asked) => asked.kind === kind)?.options);
  return (
    <Card title={t("agreement.title")}>
      <div className="grid gap-6">
        {agreement.map(({ kind, tasks, answers, figures, languages }) => (
          <section key={kind} className="grid gap-3">
            <div className="flex flex-wrap items-baseline justify-between gap-x-4">
              <h3 className="text-15 font-medium">{t(`kind.${kind}`)}</h3>
              <p className="text-13 text-muted">
                {t("agreement.of", { tasks: count(tasks), answers: count(answers) })}
              </p>
            </div>
            {kind === "edit" && <p className="text-13 text-muted">{t("agreement.texts")}</p>}
            {figures.map((figure) => (
              <Figure
                key={`${figure.measure} ${figure.about}`}
                figure={figure}
                about={figure.about && (titles(kind).get(figure.about) ?? figure.about)}
              />
            ))}
            {languages.map(({ language, figure }) => (
              <Figure key={language} figure={figure} about={localLanguage(language, i18n.language)} />
            ))}
          </section>
        ))}
        <p className="text-13 text-muted">{t("agreement.note")}</p>
      </div>
    </Card>
  );
}

function Figure({ figure, about }: { figure: AgreementFigure; about: string | null }) {
  const { t, i18n } = useTranslation("dashboard");
  const { measure, value, low, high, tasks } = figure;
  const number = (of: number) => localCoefficient(of, i18n.language);
  const name = t(`agreement.measure.${measure}`);
  return (
    <div className="grid gap-0.5" title={t(`agreement.means.${measure}`)}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 text-13">
        <span>{about === null ? name : t("agreement.about", { name, about })}</span>
        <span>
          {value === null
            ? t("agreement.none")
            : low === null || high === null
              ? t("agreement.value", { value: number(value), tasks: localCount(tasks, i18n.language) })
              : t("agreement.interval", { value: number(value), low: number(low), high: number(high) })}
        </span>
      </div>
      {value !== null && (
        <IntervalPlot value={value} low={low} high={high} from={-0.2} to={1} mark={chanceOf(measure)} />
      )}
    </div>
  );
}

/** What chance gives, where that is the same for every task. */
function chanceOf(measure: AgreementFigure["measure"]): number | undefined {
  return measure === "raw" || measure === "kendall-w" ? undefined : 0;
}
