import { useTranslation } from "react-i18next";
import { Card } from "#app/components/card.tsx";
import type { CampaignView } from "#app/features/campaigns/api.ts";
import { type GenerationRecipe, recipeKeys } from "#app/features/campaigns/generation-recipes/recipe.ts";
import { localDecimal } from "#app/lib/i18n-number.ts";
import { assertNever } from "#app/lib/invariant.ts";

/** How samples come about: the recipe in words, where a sample ends, and who draws some again. */
export function MadeFacts({ campaign: { recipe, params, redundancy } }: { campaign: CampaignView }) {
  const { t } = useTranslation("campaigns");
  const key = recipeKeys[recipe.name];
  return (
    <Card title={t("made.title")}>
      <p className="font-semibold">{t(`made.name.${key}`)}</p>
      <p>{t(`form.recipe.what.${key}`)}</p>
      <RecipeParts recipe={recipe} />
      {params.stop && params.stop.length > 0 && (
        <p className="mt-2">
          {t("made.stop")} {params.stop.map((text) => JSON.stringify(text)).join(" · ")}
        </p>
      )}
      <p className="mt-2">{t(`made.replayedBy.${redundancy.replayBy}`)}</p>
      <p className="mt-1 text-13 text-muted">
        {t("made.inRecord")} <span className="font-mono">{recipe.name}</span>
      </p>
    </Card>
  );
}

function RecipeParts({ recipe }: { recipe: GenerationRecipe }) {
  const { t, i18n } = useTranslation("campaigns");
  switch (recipe.name) {
    case "plain/1":
    case "critique-and-revise/1":
      return null;
    case "variants/1": {
      const named = recipe.variants.map(({ modelId, temperature }) => {
        const model = modelId ?? t("made.anyModel");
        if (temperature === undefined) return model;
        return t("made.variant", { model, temperature: localDecimal(String(temperature), i18n.language) });
      });
      return <Parts texts={named} />;
    }
    case "self-instruct/1":
      return (
        <>
          <p className="mt-2 text-13 text-muted">{t("made.shown", { count: recipe.shown })}</p>
          <Parts texts={recipe.seedPrompts} />
        </>
      );
    case "evolve/1":
      return <Parts texts={recipe.methods.map((method) => t(`made.method.${method}`))} />;
    case "personas/1":
      return <Parts texts={recipe.personas} />;
    case "multi-turn/1":
      return <Parts texts={recipe.followUps} />;
    default:
      return assertNever(recipe);
  }
}

const shownParts = 6;

function Parts({ texts }: { texts: ReadonlyArray<string> }) {
  const { t } = useTranslation("campaigns");
  const rest = texts.length - shownParts;
  return (
    <ul className="mt-2 grid list-disc gap-1 pl-5">
      {texts.slice(0, shownParts).map((text, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes while it is shown, and a text may come twice
        <li key={index} dir="auto">
          {text}
        </li>
      ))}
      {rest > 0 && <li className="list-none text-muted">{t("made.more", { count: rest })}</li>}
    </ul>
  );
}
