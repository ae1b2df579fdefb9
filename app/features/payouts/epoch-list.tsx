import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Amount } from "#app/components/amount.tsx";
import { Moment } from "#app/components/moment.tsx";
import type { AuditedEpoch } from "#app/features/payouts/audited-epoch.ts";
import { EpochState } from "#app/features/payouts/epoch-state.tsx";

/** Epochs on a line, newest first. */
export function EpochList({ epochs }: { epochs: ReadonlyArray<AuditedEpoch> }) {
  const { t } = useTranslation("audit");
  return (
    <ol className="grid gap-3 border-l-2 border-line pl-4">
      {epochs.map((epoch) => (
        <li key={epoch.n} className="relative rounded-card border border-line bg-surface p-4">
          <span aria-hidden="true" className="absolute top-6 -left-[1.4rem] size-2.5 rotate-45 bg-accent" />
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <Link to={`/audit/epochs/${epoch.n}`} className="link text-17 font-semibold">
              {t("list.epoch", { n: epoch.n })}
            </Link>
            <EpochState state={epoch.state} />
            <span className="text-13 text-muted">
              <Moment at={epoch.closedAt} />
            </span>
          </div>
          <dl className="mt-2 flex flex-wrap gap-x-6 gap-y-1 text-13">
            <Fact name={t("fact.total")}>
              <Amount wei={epoch.totalWei} />
            </Fact>
            <Fact name={t("fact.members")}>{epoch.members}</Fact>
            <Fact name={t("fact.entries")}>{epoch.entries}</Fact>
            <Fact name={t("fact.audits")}>{epoch.audits}</Fact>
          </dl>
        </li>
      ))}
    </ol>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className="flex gap-1.5">
      <dt className="text-muted">{name}</dt>
      <dd className="tabular-nums">{children}</dd>
    </div>
  );
}
