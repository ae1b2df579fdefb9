import { useTranslation } from "react-i18next";
import { Card } from "#app/components/card.tsx";
import { Moment } from "#app/components/moment.tsx";
import { FigureTable } from "#app/features/tasks/dashboard/dashboard-table.tsx";
import type { Throughput } from "#app/features/tasks/dashboard/throughput.ts";
import { localCount } from "#app/lib/i18n-number.ts";

const height = 96;
const step = 12;
/** So that a single hour is no wall. */
const fewestPlaces = 12;

/** Bars by hour or day; the same in a table for whoever does not see them. */
export function ThroughputCard({ throughput }: { throughput: Throughput }) {
  const { t, i18n } = useTranslation("dashboard");
  const { unit, slots } = throughput;
  const count = (value: number) => localCount(value, i18n.language);
  const tallest = Math.max(1, ...slots.map(({ answers }) => answers));
  const answers = slots.reduce((sum, slot) => sum + slot.answers, 0);
  const [first] = slots;
  const last = slots.at(-1);
  return (
    <Card title={t(`throughput.title.${unit}`)}>
      <p className="mb-3 text-13 text-muted">
        {t(`throughput.sum.${unit}`, { answers: count(answers), count: slots.length, most: count(tallest) })}
      </p>
      <svg
        viewBox={`0 0 ${Math.max(slots.length, fewestPlaces) * step} ${height}`}
        preserveAspectRatio="none"
        aria-hidden="true"
        className="h-24 w-full border-b border-line"
      >
        {slots.map((slot, index) => {
          const tall = (slot.answers / tallest) * (height - 2);
          return (
            <rect
              key={slot.at}
              x={index * step + 1}
              y={height - tall}
              width={step - 2}
              height={tall}
              className="fill-accent"
            >
              <title>
                {t("throughput.bar", { answers: count(slot.answers), tasks: count(slot.tasks), at: slot.at })}
              </title>
            </rect>
          );
        })}
      </svg>
      <p className="flex justify-between text-13 text-muted">
        {first && <Moment at={first.at} withTime={unit === "hour"} />}
        {last && slots.length > 1 && <Moment at={last.at} withTime={unit === "hour"} />}
      </p>
      <details className="mt-2">
        <summary className="link">{t("throughput.table")}</summary>
        <FigureTable
          label={t("throughput.table")}
          columns={[
            { title: t("throughput.when") },
            { title: t("throughput.tasks"), isNumber: true },
            { title: t("throughput.answers"), isNumber: true },
          ]}
          rows={slots
            .filter((slot) => slot.tasks > 0)
            .map((slot) => ({
              key: slot.at,
              cells: [
                <Moment key="at" at={slot.at} withTime={unit === "hour"} />,
                count(slot.tasks),
                count(slot.answers),
              ],
            }))}
        />
      </details>
    </Card>
  );
}
