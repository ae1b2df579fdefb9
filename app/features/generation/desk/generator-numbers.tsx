import clsx from "clsx";
import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Amount } from "#app/components/amount.tsx";
import { SpeedPlot } from "#app/features/generation/desk/speed-plot.tsx";
import type { GeneratorState } from "#app/features/generation/run/generator-state.ts";
import { tallyOf } from "#app/features/generation/run/tally.ts";

/** Speed, what was made and what became of it, and what it earned in this visit. */
export function GeneratorNumbers({ state, isTrial }: { state: GeneratorState; isTrial: boolean }) {
  const { t, i18n } = useTranslation("generation");
  const speed = useMemo(() => new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 0 }), [i18n.language]);
  const tally = tallyOf(state.rows);
  const isSending = state.phase === "working" || state.phase === "paused";
  const steps = state.kept - state.unsent;
  return (
    <div className="grid gap-3 rounded-card border border-line bg-surface p-4">
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-[repeat(6,auto)] sm:justify-between">
        <Figure name={t("numbers.now")}>{speed.format(state.speedNow)}</Figure>
        <Figure name={t("numbers.average")}>{speed.format(state.average)}</Figure>
        <Figure name={t("numbers.made")}>{state.made}</Figure>
        {!isTrial && (
          <>
            <Figure name={t("numbers.accepted")}>{tally.accepted}</Figure>
            <Figure name={t("numbers.refused")}>{tally.refused}</Figure>
            <Figure name={t("numbers.earned")}>
              <Amount wei={tally.earnedWei} />
            </Figure>
          </>
        )}
      </dl>
      <SpeedPlot speeds={state.speeds} />
      {tally.checking > 0 && <p className="text-13 text-muted">{t("numbers.checking", { count: tally.checking })}</p>}
      {tally.reasons.length > 0 && (
        <ul className="grid gap-1 text-13 text-muted">
          {tally.reasons.map(([code, count]) => (
            <li key={code}>
              <span className="tabular-nums">{count}</span> × {t(`code.${code}`)}
            </li>
          ))}
        </ul>
      )}
      {tally.notMade > 0 && <p className="text-13 text-muted">{t("numbers.notMade", { count: tally.notMade })}</p>}
      {state.unsent > 0 && (
        <p className={clsx("text-13", isSending ? "text-muted" : "text-warn")}>
          {t("numbers.unsent", { count: state.unsent })}
        </p>
      )}
      {steps > 0 && <p className="text-13 text-muted">{t("numbers.steps", { count: steps })}</p>}
    </div>
  );
}

function Figure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-13 text-muted">{name}</dt>
      <dd className="text-22 font-semibold tabular-nums">{children}</dd>
    </div>
  );
}
