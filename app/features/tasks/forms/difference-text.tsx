import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { PieceView } from "#app/features/tasks/forms/sample-text.tsx";
import { textPieces } from "#app/features/tasks/forms/text-pieces.ts";
import { wordDifference } from "#app/features/tasks/forms/words.ts";

/** Two texts in one: what was taken out is struck through, what was put in is underlined. */
export function DifferenceText({ before, after }: { before: string; after: string }) {
  const { t } = useTranslation("tasks");
  const difference = useMemo(() => wordDifference(before, after), [before, after]);
  return (
    <section aria-label={t("edit.differenceOf")} className="min-w-0 rounded-card border border-line bg-surface p-4">
      {difference ? (
        <div dir="auto" className="sample-text [unicode-bidi:plaintext]">
          {difference.together.map(({ text, tone }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text, in their order
            <span key={index}>
              {textPieces(text, tone ? [{ start: 0, end: text.length, tone }] : []).map((piece) => (
                <PieceView key={piece.start} piece={piece} />
              ))}
            </span>
          ))}
        </div>
      ) : (
        <p className="text-13 text-warn">{t("prefer.tooDifferent")}</p>
      )}
    </section>
  );
}
