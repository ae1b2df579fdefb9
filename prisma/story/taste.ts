// How the story's people choose between two answers: by what one can see, each with moods of their own.
import type { TaskLease } from "#app/features/tasks/api.ts";
import type { SeededRandom } from "#app/lib/seeded-random.ts";

type Choice = "a" | "b" | "tie" | "bad";

const kindWords = /please|thank|sorry|happy to|por favor|obrigad|desculp|terima kasih|maaf|tolong/i;

/** A careful reader's choice; now and then a mood tips a close one. */
export function carefulChoice({ prompt, samples }: TaskLease, random: SeededRandom): Choice {
  const asked = prompt.messages.map(({ content }) => content).join(" ");
  const [a = 0, b = 0] = samples.map(({ text }) => merit(text, asked));
  if (Math.max(a, b) < 1) return "bad";
  const lean = a - b + (random.nextFloat() - 0.5) * 1.2;
  if (Math.abs(lean) < 0.35) return "tie";
  return lean > 0 ? "a" : "b";
}

/** Whatever key is nearest. */
export function carelessChoice(_task: TaskLease, random: SeededRandom): Choice {
  const choices = ["a", "b", "tie", "bad"] as const;
  return choices[random.nextUint32() % choices.length] ?? "a";
}

function merit(text: string, asked: string): number {
  const isWhole = /[.!?)]\s*$/.test(text) ? 1 : 0;
  const isRoomy = text.length >= 60 ? 0.8 : 0;
  const isKind = kindWords.test(text) ? 0.5 : 0;
  return isWhole + isRoomy + isKind + 1.5 * sharedWords(text, asked);
}

/** The share of the request's longer words that the answer takes up. */
function sharedWords(text: string, asked: string): number {
  const wanted = new Set(asked.toLowerCase().match(/\p{L}{5,}/gu) ?? []);
  if (wanted.size === 0) return 0;
  const said = text.toLowerCase();
  return [...wanted].filter((word) => said.includes(word)).length / wanted.size;
}
