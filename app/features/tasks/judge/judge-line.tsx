import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Amount } from "#app/components/amount.tsx";
import type { TaskLease } from "#app/features/tasks/api.ts";
import { type KindStanding, standingInPercent } from "#app/features/tasks/judge/judge-standing.ts";

type JudgeLineProps = {
  lease: TaskLease;
  /** In this campaign and kind; null before anything was decided. */
  standing: KindStanding | null;
  nowMs: number;
  prefetched: number;
  unsent: number;
  earnedWei: bigint;
  answered: number;
  isChanging: boolean;
};

/** The thin line: what this pays, how you stand, how long the lease lasts, how many wait; and the day's sum. */
export function JudgeLine(props: JudgeLineProps) {
  const { lease, standing, nowMs, prefetched, unsent, earnedWei, answered, isChanging } = props;
  const { t } = useTranslation("tasks");
  return (
    <div className="flex flex-wrap items-center gap-x-5 gap-y-1 border-y border-line py-2 text-13 text-muted">
      <Part label={t("line.pays")}>
        <Amount wei={lease.priceWei} />
      </Part>
      <Part label={t("line.standing", { kind: t(`kind.${lease.kind}`) })} title={t("line.standingMeans")}>
        {standing ? t("line.standingValue", standingInPercent(standing)) : t("line.noStanding")}
      </Part>
      {!isChanging && (
        <Part label={t("line.lease")} title={t("line.leaseMeans")}>
          {clock(Date.parse(lease.expiresAt) - nowMs, nowMs)}
        </Part>
      )}
      <Part label={t("line.prefetched")}>{prefetched}</Part>
      {unsent > 0 && <Part label={t("line.unsent")}>{unsent}</Part>}
      <span className="ml-auto inline-flex items-baseline gap-1.5">
        {answered > 0 && (
          <span key={answered} className="text-good">
            <Amount wei={lease.priceWei} isSigned />
          </span>
        )}
        <Part label={t("line.today")} title={t("line.todayMeans")}>
          <Amount wei={earnedWei} />
        </Part>
      </span>
    </div>
  );
}

function Part({ label, title, children }: { label: string; title?: string; children: ReactNode }) {
  return (
    <span title={title} className="inline-flex items-baseline gap-1.5 max-md:flex-wrap md:whitespace-nowrap">
      {label} <span className="text-ink">{children}</span>
    </span>
  );
}

function clock(leftMs: number, nowMs: number): string {
  if (nowMs === 0) return "–:––";
  const seconds = Math.max(0, Math.ceil(leftMs / 1_000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
