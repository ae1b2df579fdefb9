import { memo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Amount } from "#app/components/amount.tsx";
import { Button } from "#app/components/button.tsx";
import { StateBadge, type Tone } from "#app/components/state-badge.tsx";
import type { GeneratorRow, RowState } from "#app/features/generation/generator-state.ts";
import { groupsOfPrompts, type RowGroup } from "#app/features/generation/row-list.ts";

const atFirst = 24;
const more = 48;

const tones: Record<RowState, Tone> = {
  writing: "accent",
  trial: "neutral",
  unsent: "warn",
  submitted: "neutral",
  suspect: "warn",
  accepted: "good",
  rejected: "bad",
  refused: "bad",
  "not-made": "warn",
};

/** The rows as they are written, newest first, under their prompts, each with what became of it. */
export function GeneratorRows({ rows }: { rows: ReadonlyArray<GeneratorRow> }) {
  const { t } = useTranslation("generation");
  const [shown, setShown] = useState(atFirst);
  const older = rows.length - shown;
  return (
    <section aria-label={t("rows.title")} className="grid gap-4">
      {groupsOfPrompts(rows.slice(0, shown)).map((group) => (
        <PromptRows key={group.key} group={group} />
      ))}
      {older > 0 && (
        <Button className="justify-self-start" onClick={() => setShown(shown + more)}>
          {t("rows.older", { count: older })}
        </Button>
      )}
    </section>
  );
}

function PromptRows({ group }: { group: RowGroup }) {
  return (
    <div className="grid gap-2">
      <p className="text-13 text-muted">{group.prompt}</p>
      <ol className="grid gap-2">
        {group.rows.map((row) => (
          <Row key={row.key} row={row} />
        ))}
      </ol>
    </div>
  );
}

/** Drawn again only when its own row is another object; what is out of sight is not laid out. */
const Row = memo(function Row({ row }: { row: GeneratorRow }) {
  const { t } = useTranslation("generation");
  return (
    <li className="grid gap-1 rounded-card border border-line bg-surface p-2 [contain-intrinsic-size:auto_5rem] [content-visibility:auto]">
      <p className="max-w-[72ch] min-h-6 rounded-control px-1 text-[1rem] whitespace-pre-wrap">{row.text}</p>
      <div className="flex flex-wrap items-center justify-end gap-x-2 gap-y-1 px-1">
        {row.code && <p className="mr-auto min-w-0 text-13 text-bad">{t(`code.${row.code}`)}</p>}
        {row.state === "accepted" && <Amount wei={row.priceWei} isSigned className="text-13 text-good" />}
        <StateBadge tone={tones[row.state]}>
          {row.state === "writing" ? t("rows.tokens", { count: row.tokens }) : t(`state.${row.state}`)}
        </StateBadge>
      </div>
    </li>
  );
});
