import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { ErrorMessage } from "#app/components/error-message.tsx";
import { AlertIcon, CheckIcon, DotIcon } from "#app/components/icons.tsx";
import { ProgressBar } from "#app/components/progress-bar.tsx";
import { type Audit, type AuditedChain, AuditFailed, auditEpoch } from "#app/features/payouts/audit.client.ts";
import { ProblemText } from "#app/features/payouts/audit-problem.tsx";
import { auditSteps, type StepState } from "#app/features/payouts/audit-report.ts";

type Panel =
  | { state: "idle" }
  | { state: "running"; entries: number }
  | { state: "done"; audit: Audit }
  | { state: "failed"; why: "file" | "chain" | "worker" };

type RecomputePanelProps = { n: number; entriesSoFar: number; chain: AuditedChain };

/** Recomputes the epoch in this very tab and ticks off what agrees with the chain. */
export function RecomputePanel({ n, entriesSoFar, chain }: RecomputePanelProps) {
  const { t } = useTranslation("audit");
  const [panel, setPanel] = useState<Panel>({ state: "idle" });

  async function run(): Promise<void> {
    setPanel({ state: "running", entries: 0 });
    try {
      const audit = await auditEpoch(n, chain, (entries) => setPanel({ state: "running", entries }));
      setPanel({ state: "done", audit });
    } catch (error) {
      setPanel({ state: "failed", why: error instanceof AuditFailed ? error.why : "worker" });
    }
  }

  return (
    <Card
      title={t("recompute.title")}
      action={
        <Button variant="primary" disabled={panel.state === "running"} onClick={() => void run()}>
          {t("recompute.run")}
        </Button>
      }
    >
      <p className="mb-4 max-w-prose text-muted">{t("recompute.sentence")}</p>
      {panel.state === "running" && (
        <ProgressBar
          label={t("recompute.bar")}
          value={panel.entries}
          max={entriesSoFar}
          text={t("recompute.entries", { done: panel.entries, all: entriesSoFar })}
        />
      )}
      {panel.state === "failed" && <ErrorMessage title={t(`failed.${panel.why}`)}>{t("failed.next")}</ErrorMessage>}
      {panel.state === "done" && <Ticks audit={panel.audit} />}
    </Card>
  );
}

function Ticks({ audit }: { audit: Audit }) {
  const { t } = useTranslation("audit");
  return (
    <div className="grid gap-4" aria-live="polite">
      <p className={audit.problem ? "text-17 font-semibold text-bad" : "text-17 font-semibold text-good"}>
        {audit.problem ? t("verdict.bad") : t("verdict.good", { count: audit.recomputed.entries })}
      </p>
      <ul className="grid gap-2">
        {auditSteps.map((step) => (
          <li key={step} className="flex items-start gap-2">
            <Tick state={audit.steps[step]} />
            <span>
              {t(`step.${step}`)} <span className="text-muted">{t(`mark.${audit.steps[step]}`)}</span>
            </span>
          </li>
        ))}
      </ul>
      {audit.problem && (
        <ErrorMessage title={t("problem.title")}>
          <ProblemText problem={audit.problem} />
        </ErrorMessage>
      )}
    </div>
  );
}

function Tick({ state }: { state: StepState }) {
  if (state === "passed") return <CheckIcon className="mt-0.5 size-5 shrink-0 text-good" />;
  if (state === "failed") return <AlertIcon className="mt-0.5 size-5 shrink-0 text-bad" />;
  return <DotIcon className="mt-0.5 size-5 shrink-0 text-muted" />;
}
