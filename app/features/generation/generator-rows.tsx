import { useTranslation } from "react-i18next";
import { Amount } from "#app/components/amount.tsx";
import { StateBadge, type Tone } from "#app/components/state-badge.tsx";
import type { GeneratorRow, RowState } from "#app/features/generation/generator-state.ts";

const shownRows = 40;

const tones: Record<RowState, Tone> = {
  writing: "accent",
  trial: "neutral",
  unsent: "warn",
  submitted: "neutral",
  suspect: "warn",
  accepted: "good",
  rejected: "bad",
  refused: "bad",
};

/** The rows as they are written, newest first, each with what became of it. */
export function GeneratorRows({ rows }: { rows: ReadonlyArray<GeneratorRow> }) {
  const { t } = useTranslation("generation");
  return (
    <section aria-label={t("rows.title")}>
      <ol className="grid gap-3">
        {rows.slice(0, shownRows).map((row) => (
          <Row key={row.key} row={row} />
        ))}
      </ol>
      {rows.length > shownRows && (
        <p className="mt-3 text-13 text-muted">{t("rows.older", { count: rows.length - shownRows })}</p>
      )}
    </section>
  );
}

function Row({ row }: { row: GeneratorRow }) {
  const { t } = useTranslation("generation");
  return (
    <li className="grid gap-2 rounded-card border border-line bg-surface p-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="min-w-0 text-13 text-muted">{row.prompt}</p>
        <span className="flex items-center gap-2">
          {row.state === "accepted" && <Amount wei={row.priceWei} isSigned className="text-13 text-good" />}
          <StateBadge tone={tones[row.state]}>
            {row.state === "writing" ? t("rows.tokens", { count: row.tokens }) : t(`state.${row.state}`)}
          </StateBadge>
        </span>
      </div>
      <p className="max-w-[72ch] min-h-6 rounded-control bg-sunken px-3 py-2 text-[1rem] whitespace-pre-wrap">
        {row.text}
      </p>
      {row.code && <p className="text-13 text-bad">{t(`code.${row.code}`)}</p>}
    </li>
  );
}
