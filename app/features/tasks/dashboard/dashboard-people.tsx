import { Link, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Address } from "#app/components/address.tsx";
import { Card } from "#app/components/card.tsx";
import { StateBadge } from "#app/components/state-badge.tsx";
import type { Dashboard } from "#app/features/tasks/dashboard/dashboard.ts";
import { localSpan } from "#app/features/tasks/dashboard/dashboard-numbers.ts";
import type { DashboardPerson, PersonSignal } from "#app/features/tasks/dashboard/dashboard-person.ts";
import { FigureTable } from "#app/features/tasks/dashboard/dashboard-table.tsx";
import { localCount, localPercent } from "#app/lib/i18n-number.ts";
import { assertNever } from "#app/lib/invariant.ts";

/** Who answered, by address as in the public ledger. Signals are evidence to look into: nobody's pay depends on them. */
export function PeopleCard({ people }: { people: Dashboard["people"] }) {
  const { t, i18n } = useTranslation("dashboard");
  const count = (value: number) => localCount(value, i18n.language);
  return (
    <Card
      title={t("people.title")}
      action={<span className="text-13 text-muted">{t("people.count", { count: people.total })}</span>}
    >
      <FigureTable
        label={t("people.title")}
        columns={[
          { title: t("people.who") },
          { title: t("people.answers"), isNumber: true },
          { title: t("people.paid"), means: t("people.paidMeans"), isNumber: true },
          { title: t("people.accuracy"), means: t("people.accuracyMeans"), isNumber: true },
          { title: t("people.gold"), means: t("people.goldMeans"), isNumber: true },
          { title: t("people.time"), means: t("people.timeMeans"), isNumber: true },
          { title: t("people.signals"), means: t("people.signalsMeans") },
        ]}
        rows={people.items.map((person) => ({
          key: person.address,
          cells: [
            <Address key="who" address={person.address} />,
            count(person.answers),
            localPercent(person.paid / person.answers, i18n.language),
            <Standings key="standings" person={person} />,
            person.goldTotal === 0
              ? "–"
              : t("people.of", { shown: count(person.goldMatched), of: count(person.goldTotal) }),
            person.medianMs === null ? "–" : localSpan(person.medianMs, i18n.language),
            <Signals key="signals" person={person} />,
          ],
        }))}
      />
      <Pages page={people.page} pages={people.pages} />
      <p className="mt-3 text-13 text-muted">{t("people.note")}</p>
    </Card>
  );
}

function Standings({ person: { standings } }: { person: DashboardPerson }) {
  const { t, i18n } = useTranslation("dashboard");
  if (standings.length === 0) return "–";
  const percent = (value: number) => localPercent(value, i18n.language);
  return standings.map(({ kind, accuracy, standardError, n }) => (
    <span key={kind} className="block" title={t("people.rests", { count: n })}>
      {t("people.standing", { kind: t(`kind.${kind}`), accuracy: percent(accuracy), error: percent(standardError) })}
    </span>
  ));
}

function Signals({ person: { signals, flagged } }: { person: DashboardPerson }) {
  const { t } = useTranslation("dashboard");
  return (
    <span className="flex flex-wrap gap-1">
      {signals.map((signal) => (
        <StateBadge key={signal.reason} tone="warn">
          <SignalText signal={signal} />
        </StateBadge>
      ))}
      {flagged > 0 && <span className="text-muted">{t("people.flagged", { count: flagged })}</span>}
    </span>
  );
}

function SignalText({ signal }: { signal: PersonSignal }) {
  const { t, i18n } = useTranslation("dashboard");
  const percent = (value: number) => localPercent(value, i18n.language);
  switch (signal.reason) {
    case "side-bias":
      return t("people.side", { share: percent(signal.share), of: localCount(signal.n, i18n.language) });
    case "too-fast":
      return t("people.fast", { pace: percent(signal.pace), of: localCount(signal.n, i18n.language) });
    case "straight-lining":
      return t("people.run", { count: signal.longestRun, expected: signal.expectedRun });
    default:
      return assertNever(signal);
  }
}

function Pages({ page, pages }: { page: number; pages: number }) {
  const { t } = useTranslation("dashboard");
  const [search] = useSearchParams();
  if (pages < 2) return null;
  const to = (wanted: number) => {
    const next = new URLSearchParams(search);
    next.set("page", String(wanted));
    return `?${next}`;
  };
  return (
    <nav aria-label={t("people.pages")} className="mt-3 flex flex-wrap items-center gap-4 text-13">
      {page > 1 && (
        <Link to={to(page - 1)} className="link" preventScrollReset>
          {t("people.before")}
        </Link>
      )}
      <span className="text-muted">{t("people.page", { page, pages })}</span>
      {page < pages && (
        <Link to={to(page + 1)} className="link" preventScrollReset>
          {t("people.after")}
        </Link>
      )}
    </nav>
  );
}
