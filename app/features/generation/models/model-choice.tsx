import { memo } from "react";
import { useTranslation } from "react-i18next";
import { Choice } from "#app/features/generation/desk/choice.tsx";
import type { CatalogueModel } from "#app/features/generation/models/catalogue.ts";

type ChoiceProps = {
  models: ReadonlyArray<CatalogueModel>;
  chosen: CatalogueModel;
  isFixed: boolean;
  onChoose: (model: CatalogueModel) => void;
};

/** For a campaign that is written by several models: one tab runs one of them. */
export const ModelChoice = memo(function ModelChoice({ models, chosen, isFixed, onChoose }: ChoiceProps) {
  const { t } = useTranslation("generation");
  if (models.length < 2) return null;
  return (
    <Choice
      label={t("model.label")}
      disabled={isFixed}
      value={chosen.id}
      onChange={({ target }) => models.filter(({ id }) => id === target.value).map(onChoose)}
    >
      {models.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Choice>
  );
});
