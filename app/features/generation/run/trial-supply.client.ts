// Without a sign-in nothing is leased and nothing is sent: prompts of ours, seeds of this browser's.
import type { Message } from "#app/features/campaigns/draft.ts";
import { plainRecipe } from "#app/features/campaigns/generation-recipes/recipe.ts";
import type { Work } from "#app/features/generation/run/draw-plan.ts";
import type { Supply } from "#app/features/generation/run/supply.client.ts";

export const trialParams = { temperature: 0.9, topP: 0.95, topK: 50, repetitionPenalty: 1.05, maxNewTokens: 96 };
const trialRows = 4;

export function trialSupply(prompts: ReadonlyArray<string>): Supply {
  let turn = 0;

  function work(): Work {
    const messages: Array<Message> = [{ role: "user", content: prompts[turn % prompts.length] ?? "" }];
    const id = `trial-${++turn}`;
    const seeds = randomSeeds(trialRows);
    const prompt = { id, language: "en", messages };
    const lease = {
      id,
      prompt,
      params: trialParams,
      seeds,
      slots: [...seeds.keys()],
      recipe: plainRecipe,
      priceWei: "0",
    };
    return { lease, rows: [], done: new Set() };
  }

  return {
    address: "",
    stateOfDrawn: "trial",
    lease: async () => [work()],
    keep: async () => {},
    letGo: () => {},
    isOver: () => false,
    pause: () => {},
    send: async () => {},
    end: () => {},
  };
}

export function randomSeeds(count: number): Array<number> {
  return [...crypto.getRandomValues(new Uint32Array(count))];
}
