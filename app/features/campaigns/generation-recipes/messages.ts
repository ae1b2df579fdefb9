// What a recipe asks at each step, and what is judged of what was written. Pure: the generator, the server and a verifier get
// the same from the same record. Instructions stand in the user's message, since many chat templates drop the system's.
import { keccak_256 } from "@noble/hashes/sha3";
import { utf8ToBytes } from "@noble/hashes/utils";
import type { Message } from "#app/features/campaigns/draft.ts";
import { instructionsIn } from "#app/features/campaigns/generation-recipes/instructions.ts";
import { type GenerationRecipe, stepCount } from "#app/features/campaigns/generation-recipes/recipe.ts";
import { assertNever } from "#app/lib/invariant.ts";
import { seededRandom, shuffled } from "#app/lib/seeded-random.ts";

export type RecipeSlot = {
  promptId: string;
  /** The prompt's, as a BCP 47 tag. */
  language: string;
  /** The prompt's; the last is the user's. */
  messages: ReadonlyArray<Message>;
  slot: number;
  /** The texts of the steps so far, as they were decoded, cut and trimmed. */
  written: ReadonlyArray<string>;
};

/**
 * What the model is given for the next step of a sample, or null when nothing more is to be written: after the last step, and
 * after a step that says nothing.
 */
export function nextMessages(recipe: GenerationRecipe, state: RecipeSlot): Array<Message> | null {
  const { written, messages, language } = state;
  if (written.length >= stepCount(recipe) || written.includes("")) return null;
  const words = instructionsIn(language);
  switch (recipe.name) {
    case "plain/1":
    case "variants/1":
      return [...messages];
    case "self-instruct/1": {
      const examples = shownPrompts(recipe, state).map((example, index) => `${index + 1}. ${example}`);
      return withRequest(messages, (request) => [words.examples, examples.join("\n"), request, words.newRequest]);
    }
    case "evolve/1": {
      const method = recipe.methods[placeOf(state, recipe.methods.length)] ?? "deeper";
      return withRequest(messages, (request) => [words.evolve[method], words.request, request]);
    }
    case "critique-and-revise/1":
      return turnsOf(messages, written, [words.critique, words.revise]);
    case "personas/1": {
      const persona = recipe.personas[placeOf(state, recipe.personas.length)] ?? "";
      return withRequest(messages, (request) => [words.persona(persona), request]);
    }
    case "multi-turn/1":
      return turnsOf(messages, written, recipe.followUps);
    default:
      return assertNever(recipe);
  }
}

/**
 * What is judged: the last step's text; of a talk in several turns the whole of it, with what was asked between as quotes.
 * Empty when one of the steps says nothing.
 */
export function writtenText(
  recipe: GenerationRecipe,
  { written }: { messages: ReadonlyArray<Message>; written: ReadonlyArray<string> },
): string {
  if (written.includes("")) return "";
  if (recipe.name !== "multi-turn/1") return written.at(-1) ?? "";
  return written
    .map((text, turn) => (turn === 0 ? text : `${quoted(recipe.followUps[turn - 1] ?? "")}\n\n${text}`))
    .join("\n\n");
}

/** The prompt's messages, its last one put in words of the recipe. */
function withRequest(messages: ReadonlyArray<Message>, parts: (request: string) => Array<string>): Array<Message> {
  const request = messages.at(-1)?.content ?? "";
  return [...messages.slice(0, -1), { role: "user", content: parts(request).join("\n\n") }];
}

/** The talk so far: what was written, and what is said after each. */
function turnsOf(
  messages: ReadonlyArray<Message>,
  written: ReadonlyArray<string>,
  followUps: ReadonlyArray<string>,
): Array<Message> {
  const turns = written.flatMap(
    (text, turn): Array<Message> => [
      { role: "assistant", content: text },
      { role: "user", content: followUps[turn] ?? "" },
    ],
  );
  return [...messages, ...turns];
}

/** Neighbouring slots of a prompt have different places, and prompts start at different ones, so that all are used. */
function placeOf({ promptId, slot }: RecipeSlot, count: number): number {
  return (uint32Of(promptId) + slot) % count;
}

/** Drawn anew for each slot of each prompt. */
function shownPrompts(
  { seedPrompts, shown }: { seedPrompts: ReadonlyArray<string>; shown: number },
  { promptId, slot }: RecipeSlot,
): Array<string> {
  return shuffled(seedPrompts, seededRandom(uint32Of(`${promptId}:${slot}`))).slice(0, shown);
}

/** The first four bytes of keccak256 of a text in UTF-8. */
function uint32Of(text: string): number {
  const { buffer, byteOffset } = keccak_256(utf8ToBytes(text));
  return new DataView(buffer, byteOffset).getUint32(0);
}

function quoted(text: string): string {
  return text
    .split("\n")
    .map((line) => `> ${line}`)
    .join("\n");
}
