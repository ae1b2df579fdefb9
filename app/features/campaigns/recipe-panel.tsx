import { useRevalidator } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { fieldLook } from "#app/components/button-look.ts";
import { Card } from "#app/components/card.tsx";
import { Field } from "#app/components/field.tsx";
import { sendRecipe } from "#app/features/campaigns/recipe.client.ts";
import {
  holesOf,
  mostRecipePrompts,
  type Recipe,
  recipeCount,
  recipePrompts,
  recipeSchema,
} from "#app/features/campaigns/recipes.ts";
import { localCount } from "#app/lib/i18n-number.ts";

const presets = ["personas", "harder", "topics"] as const;
const previewed = 3;
type Done = { added: number; duplicates: number } | "refused";

/** Prompts made of a template and lists: counted and shown before they are added. */
export function RecipePanel({ campaignId, languages }: { campaignId: string; languages: ReadonlyArray<string> }) {
  const { t, i18n } = useTranslation("campaigns");
  const [template, setTemplate] = useState("");
  const [lists, setLists] = useState<Record<string, string>>({});
  const [language, setLanguage] = useState(languages[0] ?? "en");
  const [done, setDone] = useState<Done | null>(null);
  const [isBusy, setBusy] = useState(false);
  const { revalidate } = useRevalidator();

  const holes = holesOf(template);
  const recipe = { template, slots: Object.fromEntries(holes.map((hole) => [hole, linesOf(lists[hole])])) };
  const parsed = recipeSchema.safeParse(recipe);
  const isTooMany = recipeCount(recipe) > mostRecipePrompts;

  function choose(preset: (typeof presets)[number]): void {
    const wanted = t(`recipe.preset.${preset}.template`);
    setTemplate(wanted);
    const first = holesOf(wanted)[0];
    if (first) setLists((current) => ({ [first]: t(`recipe.preset.${preset}.values`), ...current }));
    setDone(null);
  }
  async function add(made: Recipe): Promise<void> {
    setBusy(true);
    setDone((await sendRecipe(campaignId, made, language)) ?? "refused");
    setBusy(false);
    revalidate();
  }
  return (
    <Card title={t("recipe.title")}>
      <p className="mb-3 text-muted">{t("recipe.what")}</p>
      <div className="mb-3 flex flex-wrap gap-2">
        {presets.map((preset) => (
          <Button key={preset} onClick={() => choose(preset)}>
            {t(`recipe.preset.${preset}.name`)}
          </Button>
        ))}
      </div>
      <div className="grid gap-3">
        <Field label={t("recipe.template")} note={t("recipe.templateNote")}>
          {(parts) => (
            <textarea
              {...parts}
              rows={2}
              value={template}
              onChange={(event) => setTemplate(event.target.value)}
              className={fieldLook}
            />
          )}
        </Field>
        {holes.map((hole) => (
          <Field key={hole} label={t("recipe.list", { hole })}>
            {(parts) => (
              <textarea
                {...parts}
                rows={4}
                value={lists[hole] ?? ""}
                onChange={(event) => setLists({ ...lists, [hole]: event.target.value })}
                className={fieldLook}
              />
            )}
          </Field>
        ))}
        {languages.length > 1 && (
          <Field label={t("recipe.language")}>
            {(parts) => (
              <select
                {...parts}
                value={language}
                onChange={(event) => setLanguage(event.target.value)}
                className={fieldLook}
              >
                {languages.map((tag) => (
                  <option key={tag}>{tag}</option>
                ))}
              </select>
            )}
          </Field>
        )}
        {isTooMany && (
          <p className="text-13 text-bad">
            {t("recipe.tooMany", { most: localCount(mostRecipePrompts, i18n.language) })}
          </p>
        )}
        {parsed.success && (
          <>
            <Preview recipe={parsed.data} />
            <Button className="justify-self-start" disabled={isBusy} onClick={() => void add(parsed.data)}>
              {t("recipe.add", { count: recipeCount(parsed.data) })}
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
