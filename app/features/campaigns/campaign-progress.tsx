import { useTranslation } from "react-i18next";
import { Amount } from "#app/components/amount.tsx";
import { Card } from "#app/components/card.tsx";
import { ProgressBar } from "#app/components/progress-bar.tsx";
import { StackedBar } from "#app/components/stacked-bar.tsx";
import type { CampaignBudget, CampaignProgress } from "#app/features/campaigns/api.ts";
import type { Interval } from "#app/features/quality/wilson.ts";

export type Agreement = Interval & { answers: number };
type ProgressCardProps = { progress: CampaignProgress; agreement: Agreement | null };

/** Three bars: what is generated, judged and paid; and how often answers agree with outcomes. */
export function ProgressCard({ progress, agreement }: ProgressCardProps) {
  const { t } = useTranslation("campaigns");
  const { samplesAccepted, samplesWanted, tasksClosed, tasksWanted } = progress;
  const { contributionsPaid, contributionsDecided } = progress;
  return (
    <Card title={t("progress.title")}>
      <div className="grid gap-4">
        <ProgressBar
          label={t("progress.generated")}
          value={samplesAccepted}
          max={samplesWanted}
          text={t("progress.samples", { done: samplesAccepted, all: samplesWanted })}
        />
        <ProgressBar
          label={t("progress.judged")}
          value={tasksClosed}
          max={tasksWanted}
          text={t("progress.tasks", { done: tasksClosed, all: tasksWanted })}
        />
        <ProgressBar
          label={t("progress.paid")}
          value={contributionsPaid}
          max={contributionsDecided}
          text={t("progress.contributions", { done: contributionsPaid, all: contributionsDecided })}
        />
        <p className="text-13 text-muted">
          {agreement ? t("agreement.value", inPercent(agreement)) : t("agreement.none")}
        </p>
      </div>
    </Card>
  );
}

/** The budget as one bar: spent, reserved, free. */
export function BudgetCard({ budget }: { budget: CampaignBudget }) {
  const { t } = useTranslation("campaigns");
  const funded = BigInt(budget.fundedWei);
  const shareOf = (wei: string) => (funded === 0n ? 0 : Number((BigInt(wei) * 10_000n) / funded) / 10_000);
  const segment = (label: string, wei: string, tone: "accent" | "muted" | "line") => ({
    ...{ label, tone, share: shareOf(wei) },
    value: <Amount wei={wei} />,
  });
  return (
    <Card title={t("budget.title")} action={<Amount wei={budget.fundedWei} className="text-17 font-semibold" />}>
      <StackedBar
        segments={[
          segment(t("budget.spent"), budget.spentWei, "accent"),
          segment(t("budget.reserved"), budget.reservedWei, "muted"),
          segment(t("budget.free"), budget.availableWei, "line"),
        ]}
      />
      <p className="mt-3 text-13 text-muted">{t("budget.means")}</p>
    </Card>
  );
}

function inPercent({ share, low, high, answers }: Agreement) {
  return {
    percent: Math.round(share * 100),
    low: Math.floor(low * 100),
    high: Math.ceil(high * 100),
    answers,
  };
}
