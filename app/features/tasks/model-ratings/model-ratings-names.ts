// What a contender is called: its model, and whatever else told it from those of the same model that it was compared with.
import type { ComparedPair, ComparedSample } from "#app/features/tasks/model-ratings/model-ratings-votes.ts";

/** Null: not part of what this contender is. */
export type Contender = {
  name: string;
  model: string;
  revision: string | null;
  recipe: string | null;
  temperature: string | null;
};

const telling = ["revision", "recipe", "temperature"] as const;
type Telling = (typeof telling)[number];

/**
 * Names the contenders of all pairs. A recipe is always part of a name; a revision or a temperature where samples of one
 * model that differ in it were compared.
 */
export function contendersOf(pairs: ReadonlyArray<ComparedPair>): (sample: ComparedSample) => Contender {
  const told = new Map<string, Set<Telling>>();
  for (const { left, right } of pairs) {
    if (left.model !== right.model) continue;
    const parts = told.get(left.model) ?? new Set();
    for (const part of telling) if (left[part] !== right[part]) parts.add(part);
    told.set(left.model, parts);
  }
  return (sample) => {
    const { model, recipe } = sample;
    const isTold = (part: Telling) => told.get(model)?.has(part) ?? false;
    const revision = isTold("revision") ? sample.revision : null;
    const temperature = isTold("temperature") ? sample.temperature : null;
    return { name: nameOf({ model, revision, recipe, temperature }), model, revision, recipe, temperature };
  };
}

function nameOf({ model, ...parts }: Omit<Contender, "name">): string {
  const said = telling.flatMap((part) => (parts[part] === null ? [] : [`${part} ${parts[part]}`]));
  return said.length === 0 ? model : `${model} (${said.join(", ")})`;
}
