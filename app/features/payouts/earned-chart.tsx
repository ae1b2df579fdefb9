import { useTranslation } from "react-i18next";
import { Amount } from "#app/components/amount.tsx";
import { Moment } from "#app/components/moment.tsx";
import type { EarnedDay } from "#app/features/payouts/earned-day.ts";

const height = 96;
const step = 24;

/** Bars by day, answers below, then samples, then verifications; the same in a table for whoever does not see them. */
export function EarnedChart({ days }: { days: ReadonlyArray<EarnedDay> }) {
  const { t } = useTranslation("payouts");
  const tallest = days.map(totalOf).sort((left, right) => (left < right ? 1 : -1))[0] ?? 0n;
  if (tallest === 0n) return null;
  const toHeight = (wei: string) => Number((BigInt(wei) * BigInt(height * 100)) / tallest) / 100;
  return (
    <section className="grid gap-3">
      <h2 className="text-17 font-semibold">{t("chart.title")}</h2>
      <svg
        viewBox={`0 0 ${days.length * step} ${height}`}
        className="h-24 w-full max-w-reading border-b border-line"
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {days.map((day, index) => {
          const answers = toHeight(day.answersWei);
          const samples = toHeight(day.samplesWei);
          const verifications = toHeight(day.verificationsWei);
          const place = { x: index * step + 3, width: step - 6 };
          return (
            <g key={day.day}>
              <rect {...place} y={height - answers} height={answers} fill="var(--accent)" />
              <rect {...place} y={height - answers - samples} height={samples} fill="var(--good)" />
              <rect
                {...place}
                y={height - answers - samples - verifications}
                height={verifications}
                fill="var(--warn)"
              />
            </g>
          );
        })}
      </svg>
      <p className="flex flex-wrap gap-4 text-13 text-muted" aria-hidden="true">
        <span className="text-accent">■ {t("chart.answers")}</span>
        <span className="text-good">■ {t("chart.samples")}</span>
        <span className="text-warn">■ {t("chart.verifications")}</span>
      </p>
      <details>
        <summary className="link">{t("chart.table")}</summary>
        <table className="mt-2 text-13">
          <thead>
            <tr className="text-left text-muted">
              <th className="pr-6 font-medium">{t("chart.day")}</th>
              <th className="pr-6 font-medium">{t("chart.answers")}</th>
              <th className="pr-6 font-medium">{t("chart.samples")}</th>
              <th className="font-medium">{t("chart.verifications")}</th>
            </tr>
          </thead>
          <tbody>
            {days
              .filter((day) => totalOf(day) > 0n)
              .map((day) => (
                <tr key={day.day}>
                  <td className="pr-6">
                    <Moment at={`${day.day}T12:00:00Z`} withTime={false} />
                  </td>
                  <td className="pr-6">
                    <Amount wei={day.answersWei} />
                  </td>
                  <td className="pr-6">
                    <Amount wei={day.samplesWei} />
                  </td>
                  <td>
                    <Amount wei={day.verificationsWei} />
                  </td>
                </tr>
              ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}

function totalOf({ answersWei, samplesWei, verificationsWei }: EarnedDay): bigint {
  return BigInt(answersWei) + BigInt(samplesWei) + BigInt(verificationsWei);
}
