import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { CheckField, LongTextField, NumberField, SelectField } from "#app/features/campaigns/form/form-fields.tsx";
import type { RecipeValues } from "#app/features/campaigns/form/recipe-values.ts";
import { useFormState } from "#app/features/campaigns/form/use-campaign-form.tsx";
import { evolveMethods, recipeKeys, recipeNames } from "#app/features/campaigns/generation-recipes/recipe.ts";
import { assertNever } from "#app/lib/invariant.ts";

/** What models are asked to write, and what that needs. */
export function FormRecipe() {
  const { t } = useTranslation("campaigns");
  const { values } = useFormState();
  const change = useRecipeChange();
  const { name } = values.recipe;
  return (
    <fieldset className="grid gap-4">
      <SelectField
        path="recipe.name"
        label={t("form.recipe.title")}
        note={t(`form.recipe.what.${recipeKeys[name]}`)}
        value={name}
        choices={recipeNames.map((value) => ({ value, label: t(`made.name.${recipeKeys[value]}`) }))}
        onValue={(chosen) => change({ name: chosen })}
      />
      <RecipeParts recipe={values.recipe} />
    </fieldset>
  );
}

function useRecipeChange(): (part: Partial<RecipeValues>) => void {
  const { values, set } = useFormState();
  return (part) => set({ recipe: { ...values.recipe, ...part } });
}

function RecipeParts({ recipe }: { recipe: RecipeValues }) {
  const { t } = useTranslation("campaigns");
  const change = useRecipeChange();
  switch (recipe.name) {
    case "plain/1":
    case "critique-and-revise/1":
      return null;
    case "variants/1":
      return <Variants variants={recipe.variants} />;
    case "self-instruct/1":
      return (
        <>
          <Lines name="seedPrompts" recipe={recipe} />
          <NumberField
            path="recipe.shown"
            label={t("form.recipe.shown")}
            value={recipe.shown}
            onValue={(shown) => change({ shown })}
          />
        </>
      );
    case "evolve/1":
      return <Methods methods={recipe.methods} />;
    case "personas/1":
      return <Lines name="personas" recipe={recipe} />;
    case "multi-turn/1":
      return <Lines name="followUps" recipe={recipe} />;
    default:
      return assertNever(recipe.name);
  }
}

function Lines({ name, recipe }: { name: "seedPrompts" | "personas" | "followUps"; recipe: RecipeValues }) {
  const { t } = useTranslation("campaigns");
  const change = useRecipeChange();
  return (
    <LongTextField
      path={`recipe.${name}`}
      label={t(`form.recipe.${name}`)}
      note={t("form.recipe.linesNote")}
      rows={5}
      value={recipe[name]}
      onValue={(value) => change({ [name]: value })}
    />
  );
}

function Methods({ methods }: { methods: RecipeValues["methods"] }) {
  const { t } = useTranslation("campaigns");
  const { problemOf } = useFormState();
  const change = useRecipeChange();
  const problem = problemOf("recipe.methods");
  return (
    <fieldset>
      <legend className="text-13 font-medium">{t("form.recipe.methods")}</legend>
      {evolveMethods.map((method) => (
        <CheckField
          key={method}
          label={t(`made.method.${method}`)}
          isChecked={methods.includes(method)}
          onChecked={(isChosen) =>
            change({ methods: isChosen ? [...methods, method] : methods.filter((one) => one !== method) })
          }
        />
      ))}
      {problem && <p className="text-13 text-bad">{problem}</p>}
    </fieldset>
  );
}

function Variants({ variants }: { variants: RecipeValues["variants"] }) {
  const { t } = useTranslation("campaigns");
  const { values, problemOf } = useFormState();
  const change = useRecipeChange();
  const ids = [...values.models, ...values.ownModels].map(({ id }) => id).filter(Boolean);
  const put = (at: number, part: Partial<(typeof variants)[number]>) =>
    change({ variants: variants.map((one, index) => (index === at ? { ...one, ...part } : one)) });
  const problem = problemOf("recipe.variants");
  return (
    <div className="grid gap-3">
      {variants.map(({ modelId, temperature }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a variant is its place, and is only ever taken away or added at the end
        <fieldset key={at} className="grid items-start gap-3 rounded-card border border-line p-3 sm:grid-cols-2">
          <legend className="px-1 text-13 text-muted">{t("form.recipe.variant", { number: at + 1 })}</legend>
          <SelectField
            path={`recipe.variants.${at}.modelId`}
            label={t("about.model")}
            value={modelId}
            choices={[
              { value: "", label: t("made.anyModel") },
              ...[...new Set([...ids, modelId])].filter(Boolean).map((id) => ({ value: id, label: id })),
            ]}
            onValue={(id) => put(at, { modelId: id })}
          />
          <NumberField
            path={`recipe.variants.${at}.temperature`}
            label={t("form.recipe.temperature")}
            note={t("form.recipe.temperatureNote")}
            value={temperature}
            onValue={(value) => put(at, { temperature: value })}
          />
        </fieldset>
      ))}
      <div className="flex flex-wrap gap-2">
        <Button
          disabled={variants.length >= 8}
          onClick={() => change({ variants: [...variants, { modelId: "", temperature: "" }] })}
        >
          {t("form.recipe.addVariant")}
        </Button>
        <Button
          variant="quiet"
          disabled={variants.length <= 2}
          onClick={() => change({ variants: variants.slice(0, -1) })}
        >
          {t("form.recipe.removeVariant")}
        </Button>
      </div>
      {problem && <p className="text-13 text-bad">{problem}</p>}
    </div>
  );
}
