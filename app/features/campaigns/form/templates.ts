// Forms that are filled in already, for what is asked most. Their words are in the catalogue; here is what they ask.
import { emptyForm, type FormValues, type KindValues, kindValues } from "#app/features/campaigns/form/form-values.ts";

export const templateIds = ["helpfulness", "safety", "ranking", "rubric", "rewrite"] as const;
export type TemplateId = (typeof templateIds)[number];

/** A template's words in the language of the page. `labels`: one a line; `dimensions`: one a line, its anchors behind bars. */
type TemplateWords = { title: string; description: string; guidelines: string; labels: string; dimensions: string };

/** The form with a template in it; models, languages and licence stay as they were chosen. */
export function formOfTemplate(id: TemplateId, words: TemplateWords, current: FormValues): FormValues {
  const { models, ownModels, languages, licence } = current;
  const { title, description, guidelines } = words;
  return { ...emptyForm(), ...asked(id, words), models, ownModels, languages, licence, title, description, guidelines };
}

function asked(id: TemplateId, { labels, dimensions }: TemplateWords): Partial<FormValues> {
  const asks: Record<TemplateId, Partial<FormValues>> = {
    helpfulness: { kinds: [{ ...kindValues("prefer"), strength: true }] },
    safety: { candidatesPerPrompt: "2", kinds: [{ ...kindValues("label"), labels, multiple: true, spans: true }] },
    ranking: { candidatesPerPrompt: "6", kinds: [{ ...kindValues("rank"), price: "0.06" }] },
    rubric: { candidatesPerPrompt: "2", kinds: [{ ...kindValues("rate"), dimensions: dimensionsOf(dimensions) }] },
    rewrite: { candidatesPerPrompt: "2", kinds: [{ ...kindValues("edit"), price: "0.2", minimumWords: "10" }] },
  };
  return asks[id];
}

function dimensionsOf(lines: string): KindValues["dimensions"] {
  return lines.split("\n").map((line) => {
    const [title = "", ...anchors] = line.split("|").map((part) => part.trim());
    return { title, anchors: anchors.join("\n") };
  });
}
