import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import type { CatalogueModel } from "#app/features/generation/models/catalogue.ts";
import { toMegabytes } from "#app/features/generation/models/megabytes.ts";
import type { Ask } from "#app/features/generation/run/generator-state.ts";

type QuestionProps = { ask: Ask; model: CatalogueModel; onAnswer: (isYes: boolean) => void };

/** Asked before a download that costs: how much, why it is asked, under which licence. It has the focus, not its button, and gives it back. */
export function AskDownload({ ask, model, onAnswer }: QuestionProps) {
  const { t, i18n } = useTranslation("generation");
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    box.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  const title = t("ask.title", { size: toMegabytes(ask.bytes, i18n.language) });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form's fields
    <div ref={box} role="group" aria-label={title} tabIndex={-1}>
      <Card title={title}>
        <p>
          {t(`ask.${ask.kind}`)} {t("ask.what", { name: model.name, licence: model.licence })}
        </p>
        <div className="mt-4 flex flex-wrap gap-2">
          <Button variant="primary" onClick={() => onAnswer(true)}>
            {t("ask.yes")}
          </Button>
          <Button onClick={() => onAnswer(false)}>{t("ask.no")}</Button>
        </div>
      </Card>
    </div>
  );
}
