// How the story's people judge: by what one can see, each with moods of their own.
import { labelOptionsSchema, rateOptionsSchema } from "#app/features/campaigns/kind-options.ts";
import type { TaskLease } from "#app/features/tasks/api.ts";
import type { EditAnswer } from "#app/features/tasks/kinds/edit.ts";
import type { LabelAnswer } from "#app/features/tasks/kinds/label.ts";
import type { PreferAnswer } from "#app/features/tasks/kinds/prefer.ts";
import type { RankAnswer } from "#app/features/tasks/kinds/rank.ts";
import type { RateAnswer } from "#app/features/tasks/kinds/rate.ts";
import { assertNever } from "#app/lib/invariant.ts";
import type { SeededRandom } from "#app/lib/seeded-random.ts";

type AnyAnswer = PreferAnswer | RankAnswer | RateAnswer | LabelAnswer | EditAnswer;

const kindWords = /please|thank|sorry|happy to|por favor|obrigad|desculp|terima kasih|maaf|tolong/i;

/** A careful reader's answer; now and then a mood tips a close one. */
export function carefulAnswer(task: TaskLease, random: SeededRandom): AnyAnswer {
  const asked = task.prompt.messages.map(({ content }) => content).join(" ");
  const merits = task.samples.map(({ id, text }) => ({ id, text, merit: meritOf(text, asked) + mood(random) }));
  const [first] = merits;
  switch (task.kind) {
    case "prefer":
      return { choice: preferred(merits.map(({ merit }) => merit)) };
    case "rank":
      return ranked(merits);
    case "rate":
      return { scores: ratings(task.options, first?.merit ?? 0) };
    case "label":
      return { labels: [first && /[.!?)]\s*$/.test(first.text) ? "nothing" : "broken-off"] };
    case "edit":
      return { text: `In short: ${first?.text ?? ""} I hope this helps, and do ask again if it does not.` };
    default:
      return assertNever(task.kind);
  }
}

/** Whatever key is nearest. */
export function carelessAnswer(task: TaskLease, random: SeededRandom): AnyAnswer {
  const pick = (count: number) => random.nextUint32() % count;
  switch (task.kind) {
    case "prefer":
      return { choice: (["a", "b", "tie", "bad"] as const)[pick(4)] ?? "a" };
    case "rank":
      return { tiers: task.samples.map(({ id }) => [id]) };
    case "rate":
      return { scores: ratings(task.options, pick(4)) };
    case "label": {
      const { labels } = labelOptionsSchema.parse(task.options);
      return { labels: [labels[pick(labels.length)]?.id ?? "nothing"] };
    }
    case "edit":
      return { text: "I would not change a thing here, it is good enough for me as it stands." };
    default:
      return assertNever(task.kind);
  }
}

type Merit = { id: string; merit: number };

function preferred([a = 0, b = 0]: ReadonlyArray<number>): PreferAnswer["choice"] {
  if (Math.max(a, b) < 1) return "bad";
  if (Math.abs(a - b) < 0.35) return "tie";
  return a > b ? "a" : "b";
}

/** The best first; near equals share a tier; what has next to no merit lies below the line. */
function ranked(merits: ReadonlyArray<Merit>): RankAnswer {
  const tiers: Array<Array<string>> = [];
  let before = Number.POSITIVE_INFINITY;
  for (const { id, merit } of merits.toSorted((left, right) => right.merit - left.merit)) {
    if (merit < 0.6) continue;
    if (before - merit < 0.3) tiers.at(-1)?.push(id);
    else tiers.push([id]);
    before = merit;
  }
  const unacceptable = merits.filter(({ merit }) => merit < 0.6).map(({ id }) => id);
  return { tiers, ...(unacceptable.length > 0 ? { unacceptable } : {}) };
}

function ratings(options: unknown, merit: number): RateAnswer["scores"] {
  const { dimensions } = rateOptionsSchema.parse(options);
  const scores = dimensions.map(({ id, anchors }) => {
    const points = anchors.length;
    return [id, Math.min(points, Math.max(1, Math.round((merit / 3.5) * points)))] as const;
  });
  return Object.fromEntries(scores);
}

function mood(random: SeededRandom): number {
  return (random.nextFloat() - 0.5) * 0.6;
}

function meritOf(text: string, asked: string): number {
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
