import { useRevalidator } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { fieldLook } from "#app/components/button-look.ts";
import { Card } from "#app/components/card.tsx";
import { Field } from "#app/components/field.tsx";
import { sendRecipe } from "#app/features/campaigns/import/recipe.client.ts";
import {
  holesOf,
  mostRecipePrompts,
  type Recipe,
  recipeCount,
  recipePrompts,
  recipeSchema,
} from "#app/features/campaigns/import/recipes.ts";
import { localCount } from "#app/lib/i18n-number.ts";

const presets = ["personas", "harder", "topics"] as const;
const previewed = 3;
type Done = { added: number; duplicates: number } | "refused";

/** Prompts made of a template and lists: counted and shown before they are added. */
export function RecipePanel({ campaignId, languages }: { campaignId: string; languages: ReadonlyArray<string> }) {
  const { t, i18n } = useTranslation("campaigns");
  const recipe = useRecipe();
  const { done, isBusy, add } = useAdding(campaignId);
  const [language, setLanguage] = useState(languages[0] ?? "en");
  const { made } = recipe;
  return (
    <Card title={t("recipe.title")}>
      <p className="mb-3 text-muted">{t("recipe.what")}</p>
      <div className="grid gap-3">
        <RecipeFields recipe={recipe} />
        {languages.length > 1 && <LanguageChoice tags={languages} tag={language} onTag={setLanguage} />}
        {recipe.isTooMany && (
          <p className="text-13 text-bad">
            {t("recipe.tooMany", { most: localCount(mostRecipePrompts, i18n.language) })}
          </p>
        )}
        {made && (
          <>
            <Preview recipe={made} />
            <Button className="justify-self-start" disabled={isBusy} onClick={() => void add(made, language)}>
              {t("recipe.add", { count: recipeCount(made) })}
            </Button>
          </>
        )}
        <p role="status" className="font-medium empty:hidden">
          {done === "refused" && t("recipe.refused")}
          {done && done !== "refused" && t("recipe.done", done)}
        </p>
      </div>
    </Card>
  );
}

/** The template and its lists as they are typed, and the recipe that they make once nothing is missing. */
function useRecipe() {
  const [template, setTemplate] = useState("");
  const [lists, setLists] = useState<Record<string, string>>({});
  const holes = holesOf(template);
  const typed = { template, slots: Object.fromEntries(holes.map((hole) => [hole, linesOf(lists[hole])])) };
  const parsed = recipeSchema.safeParse(typed);
  return {
    ...{ template, setTemplate, lists, setLists, holes },
    made: parsed.success ? parsed.data : null,
    isTooMany: recipeCount(typed) > mostRecipePrompts,
  };
}

function useAdding(campaignId: string) {
  const [done, setDone] = useState<Done | null>(null);
  const [isBusy, setBusy] = useState(false);
  const { revalidate } = useRevalidator();

  async function add(made: Recipe, language: string): Promise<void> {
    setBusy(true);
    setDone((await sendRecipe(campaignId, made, language)) ?? "refused");
    setBusy(false);
    revalidate();
  }
  return { done, isBusy, add };
}

function RecipeFields({ recipe }: { recipe: ReturnType<typeof useRecipe> }) {
  const { t } = useTranslation("campaigns");
  const { template, setTemplate, lists, setLists, holes } = recipe;

  function choose(preset: (typeof presets)[number]): void {
    const wanted = t(`recipe.preset.${preset}.template`);
    setTemplate(wanted);
    const first = holesOf(wanted)[0];
    if (first) setLists({ [first]: t(`recipe.preset.${preset}.values`), ...lists });
  }
  return (
    <>
      <div className="flex flex-wrap gap-2">
        {presets.map((preset) => (
          <Button key={preset} onClick={() => choose(preset)}>
            {t(`recipe.preset.${preset}.name`)}
          </Button>
        ))}
      </div>
      <Lines
        label={t("recipe.template")}
        note={t("recipe.templateNote")}
        rows={2}
        value={template}
        onValue={setTemplate}
      />
      {holes.map((hole) => (
        <Lines
          key={hole}
          label={t("recipe.list", { hole })}
          rows={4}
          value={lists[hole] ?? ""}
          onValue={(list) => setLists({ ...lists, [hole]: list })}
        />
      ))}
    </>
  );
}

type LinesProps = { label: string; note?: string; rows: number; value: string; onValue: (value: string) => void };

function Lines({ label, note, rows, value, onValue }: LinesProps) {
  return (
    <Field label={label} note={note}>
      {(parts) => (
        <textarea
          {...parts}
          rows={rows}
          value={value}
          onChange={(event) => onValue(event.target.value)}
          className={fieldLook}
        />
      )}
    </Field>
  );
}

type LanguageProps = { tags: ReadonlyArray<string>; tag: string; onTag: (tag: string) => void };

function LanguageChoice({ tags, tag, onTag }: LanguageProps) {
  const { t } = useTranslation("campaigns");
  return (
    <Field label={t("recipe.language")}>
      {(parts) => (
        <select {...parts} value={tag} onChange={(event) => onTag(event.target.value)} className={fieldLook}>
          {tags.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      )}
    </Field>
  );
}

function Preview({ recipe }: { recipe: Recipe }) {
  const { t } = useTranslation("campaigns");
  return (
    <div>
      <p className="text-13 text-muted">{t("recipe.preview")}</p>
      <ul className="mt-1 grid gap-2">
        {firstOf(recipe).map((content) => (
          <li key={content} className="rounded-card bg-sunken p-3 whitespace-pre-wrap">
            {content}
          </li>
        ))}
      </ul>
    </div>
  );
}

function firstOf(recipe: Recipe): Array<string> {
  const contents: Array<string> = [];
  for (const { content } of recipePrompts(recipe)) {
    contents.push(content);
    if (contents.length === previewed) break;
  }
  return contents;
}

function linesOf(text = ""): Array<string> {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
}
