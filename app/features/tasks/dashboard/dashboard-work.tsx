import { useTranslation } from "react-i18next";
import { Card } from "#app/components/card.tsx";
import type { ReasonCount, WorkSum } from "#app/features/tasks/dashboard/dashboard.ts";
import { localLanguage, localSpan } from "#app/features/tasks/dashboard/dashboard-numbers.ts";
import { FigureTable } from "#app/features/tasks/dashboard/dashboard-table.tsx";
import { localCount, localPercent } from "#app/lib/i18n-number.ts";

/** What was done in each kind, and in each language of it where there are several. */
export function WorkCard({ work }: { work: ReadonlyArray<WorkSum> }) {
  const { t, i18n } = useTranslation("dashboard");
  const count = (value: number) => localCount(value, i18n.language);
  const languages = new Set(work.flatMap(({ language }) => language ?? []));
  const shown = work.filter(({ language }) => language === null || languages.size > 1);
  return (
    <Card title={t("work.title")}>
      <FigureTable
        label={t("work.title")}
        columns={[
          { title: t("work.kind") },
          { title: t("work.tasks"), isNumber: true },
          { title: t("work.undecided"), means: t("work.undecidedMeans"), isNumber: true },
          { title: t("work.answers"), isNumber: true },
          { title: t("work.time"), means: t("work.timeMeans"), isNumber: true },
          { title: t("work.range"), means: t("work.rangeMeans"), isNumber: true },
          { title: t("work.flagged"), means: t("work.flaggedMeans"), isNumber: true },
        ]}
        rows={shown.map(({ kind, language, tasks, undecided, answers, flagged, dwellMs }) => ({
          key: `${kind} ${language}`,
          isStrong: language === null,
          cells: [
            language === null
              ? t(`kind.${kind}`)
              : t("work.language", { language: localLanguage(language, i18n.language) }),
            count(tasks),
            tasks === 0 ? "–" : localPercent(undecided / tasks, i18n.language),
            count(answers),
            dwellMs ? localSpan(dwellMs.median, i18n.language) : "–",
            dwellMs
              ? t("work.between", {
                  low: localSpan(dwellMs.low, i18n.language),
                  high: localSpan(dwellMs.high, i18n.language),
                })
              : "–",
            count(flagged),
          ],
        }))}
      />
    </Card>
  );
}

type ReasonsProps = { flags: ReadonlyArray<ReasonCount>; skips: ReadonlyArray<ReasonCount> };

/** Why answers were flagged and tasks skipped. */
export function ReasonsCard({ flags, skips }: ReasonsProps) {
  const { t } = useTranslation("dashboard");
  return (
    <Card title={t("reasons.title")}>
      <div className="grid gap-4">
        <ReasonList
          title={t("reasons.flags")}
          none={t("reasons.noFlags")}
          counts={flags}
          nameOf={(reason) => t(`flag.${reason}`)}
        />
        <ReasonList
          title={t("reasons.skips")}
          none={t("reasons.noSkips")}
          counts={skips}
          nameOf={(reason) => t(`skip.${reason}`)}
        />
      </div>
    </Card>
  );
}

type ReasonListProps = {
  title: string;
  none: string;
  counts: ReadonlyArray<ReasonCount>;
  nameOf: (reason: string) => string;
};

function ReasonList({ title, none, counts, nameOf }: ReasonListProps) {
  const { i18n } = useTranslation("dashboard");
  const most = Math.max(1, ...counts.map(({ count }) => count));
  return (
    <section className="grid gap-1">
      <h3 className="text-15 font-medium">{title}</h3>
      {counts.length === 0 && <p className="text-13 text-muted">{none}</p>}
      <ul className="grid gap-1">
        {counts.map(({ reason, count }) => (
          <li key={reason} className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)_auto] items-center gap-3 text-13">
            <span>{nameOf(reason)}</span>
            <svg viewBox="0 0 100 2" preserveAspectRatio="none" aria-hidden="true" className="h-2 w-full">
              <rect width={(count / most) * 100} height="2" className="fill-accent" />
            </svg>
            <span>{localCount(count, i18n.language)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
