import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Card } from "#app/components/card.tsx";
import { Moment } from "#app/components/moment.tsx";
import { GuidelinesText } from "#app/features/campaigns/guidelines/guidelines.tsx";

type Part = { kind: "same" | "added" | "removed"; text: string };
type Version = { version: number; createdAt: string; html: string; changes: ReadonlyArray<Part> };

/** The guidelines, the newest first; older versions and what changed between them are one choice away. */
export function GuidelinesCard({ versions }: { versions: ReadonlyArray<Version> }) {
  const { t, i18n } = useTranslation("campaigns");
  const [chosen, choose] = useState<number | null>(null);
  const [areChangesShown, showChanges] = useState(false);
  const shown = versions.find(({ version }) => version === chosen) ?? versions[0];
  if (!shown) return null;
  const date = new Intl.DateTimeFormat(i18n.language, { dateStyle: "medium", timeZone: "UTC" });
  return (
    <Card
      title={t("guidelines")}
      action={
        versions.length > 1 && (
          <select
            aria-label={t("history.choose")}
            value={shown.version}
            onChange={(event) => choose(Number(event.target.value))}
            className="min-h-9 rounded-control border border-line bg-surface px-2 text-13 pointer-coarse:min-h-11"
          >
            {versions.map(({ version, createdAt }) => (
              <option key={version} value={version}>
                {t("history.version", { version, date: date.format(new Date(createdAt)) })}
              </option>
            ))}
          </select>
        )
      }
    >
      <p className="mb-3 text-13 text-muted">
        {t("history.since", { version: shown.version })} <Moment at={shown.createdAt} withTime={false} />
      </p>
      {shown.changes.length > 0 && (
        <label className="mb-3 flex items-center gap-2 text-13 pointer-coarse:min-h-11">
          <input
            type="checkbox"
            checked={areChangesShown}
            onChange={(event) => showChanges(event.target.checked)}
            className="size-4 accent-accent"
          />
          {t("history.changes")}
        </label>
      )}
      {areChangesShown && shown.changes.length > 0 ? (
        <Changes parts={shown.changes} />
      ) : (
        <GuidelinesText html={shown.html} />
      )}
    </Card>
  );
}

function Changes({ parts }: { parts: ReadonlyArray<Part> }) {
  return (
    <pre className="overflow-x-auto rounded-card bg-sunken p-3 font-mono text-13 whitespace-pre-wrap">
      {parts.map(({ kind, text }, index) => {
        const key = `${index} ${kind}`;
        if (kind === "added")
          return (
            <ins key={key} className="block text-good no-underline before:content-['+_']">
              {text}
            </ins>
          );
        if (kind === "removed")
          return (
            <del key={key} className="block text-bad before:content-['−_']">
              {text}
            </del>
          );
        return (
          <span key={key} className="block text-muted">
            {text}
          </span>
        );
      })}
    </pre>
  );
}
