import { useTranslation } from "react-i18next";
import type { TaskKind } from "#app/features/campaigns/kind-options.ts";

type GoldCountsProps = {
  counts: ReadonlyArray<{ kind: TaskKind; purpose: "gold" | "qualification"; live: number }>;
  judging: ReadonlyArray<{ kind: TaskKind; goldEvery: number }>;
  /** Of one attempt at the qualification; 0: the campaign has none. */
  questionsWanted: number;
};

/** How many known-answer tasks each kind has in use, and where there are none although the campaign wants some. */
export function GoldCounts({ counts, judging, questionsWanted }: GoldCountsProps) {
  const { t } = useTranslation("campaigns");
  const liveOf = (kind: TaskKind, purpose: "gold" | "qualification") =>
    counts.find((count) => count.kind === kind && count.purpose === purpose)?.live ?? 0;
  const questions = counts.reduce((sum, { purpose, live }) => sum + (purpose === "qualification" ? live : 0), 0);
  return (
    <ul className="mb-3 grid gap-1">
      {judging.map(({ kind, goldEvery }) => (
        <li key={kind}>
          {t("gold.live", { kind: t(`kind.${kind}`), count: liveOf(kind, "gold") })}
          {liveOf(kind, "qualification") > 0 && ` ${t("gold.questions", { count: liveOf(kind, "qualification") })}`}
          {goldEvery > 0 && liveOf(kind, "gold") === 0 && <span className="text-warn"> {t("gold.none")}</span>}
        </li>
      ))}
      {questions < questionsWanted && (
        <li className="text-warn">{t("gold.questionsMissing", { count: questionsWanted - questions })}</li>
      )}
    </ul>
  );
}
