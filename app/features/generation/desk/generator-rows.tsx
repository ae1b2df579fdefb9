import { memo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Amount } from "#app/components/amount.tsx";
import { Button } from "#app/components/button.tsx";
import { StateBadge, type Tone } from "#app/components/state-badge.tsx";
import { groupsOfPrompts, type RowGroup } from "#app/features/generation/desk/row-list.ts";
import type { GeneratorRow, RowState } from "#app/features/generation/run/generator-state.ts";

const atFirst = 12;
const more = 48;

const tones: Record<RowState, Tone> = {
  writing: "accent",
  trial: "neutral",
  unsent: "neutral",
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
  const [wanted, setWanted] = useState(atFirst);
  const shown = Math.max(wanted, rows.filter(({ state }) => state === "writing").length);
  const older = rows.length - shown;
  return (
    <section aria-label={t("rows.title")} className="grid gap-4">
      {groupsOfPrompts(rows.slice(0, shown)).map((group) => (
        <PromptRows key={group.key} group={group} />
      ))}
      {older > 0 && (
        <Button className="justify-self-start" onClick={() => setWanted(shown + more)}>
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
  const problem = row.code ?? row.problem;
  return (
    <li className="grid items-start gap-x-4 gap-y-1 rounded-control bg-sunken px-3 py-2 [contain-intrinsic-size:auto_3.5rem] [content-visibility:auto] sm:grid-cols-[minmax(0,1fr)_auto]">
      <div className="min-w-0">
        <p className="max-w-[72ch] min-h-6 text-[1rem] whitespace-pre-wrap">{row.text}</p>
        {problem && <p className="text-13 text-bad">{t(`code.${problem}`)}</p>}
      </div>
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1 justify-self-end">
        {row.state === "accepted" && <Amount wei={row.priceWei} isSigned className="text-13 text-good" />}
        <StateBadge tone={tones[row.state]}>
          {row.state === "writing" ? progress() : t(`state.${row.state}`)}
        </StateBadge>
      </div>
    </li>
  );

  function progress(): string {
    const tokens = t("rows.tokens", { count: row.tokens });
    const { step, steps } = row;
    return step && steps && steps > 1 ? `${t("rows.step", { step, steps })} · ${tokens}` : tokens;
  }
});
