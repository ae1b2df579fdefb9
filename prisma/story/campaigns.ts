// The campaigns of the local trial's story, and the prompts of ours that they are about: two of comparisons, which are half
// done and have a release, and one of each other kind.
import { readdir, readFile } from "node:fs/promises";
import { z } from "zod";
import type { CampaignDraft } from "#app/features/campaigns/campaign-draft.ts";
import { messagesSchema, type PromptDraft } from "#app/features/campaigns/draft.ts";
import type { KindDraft } from "#app/features/campaigns/kind-options.ts";
import { starter } from "#app/features/generation/models/catalogue.ts";
import { parseTokens } from "#app/lib/money.ts";

/** Prompts that the starter model has not seen in its training. */
const promptsFile = "scripts/starter-model/prompts.jsonl";

const goldFolder = "prisma/story/gold";

const promptLineSchema = z.object({ language: z.string(), messages: messagesSchema });

const rules = {
  licence: "CC-BY-4.0",
  models: [{ id: starter.id, revision: starter.revision, dtype: "fp32" }],
  params: { temperature: 0.9, topP: 0.98, topK: 0, repetitionPenalty: 1, maxNewTokens: 96 },
  candidatesPerPrompt: 4,
  replayShareBps: 2_500,
  samplePriceWei: parseTokens("0.01"),
  overheadBps: 1_000,
} satisfies Partial<CampaignDraft>;

const comparisons: Array<KindDraft> = [
  { kind: "prefer", priceWei: parseTokens("0.02"), payRule: "agreement/1", goldEvery: 0 },
];

export function comparisonCampaigns(requester: string): Array<CampaignDraft> {
  return [
    {
      ...rules,
      id: "short-helpful-answers",
      requester,
      title: "Short helpful answers",
      description:
        "Which of two short answers helps the person who asked more? English, eight kinds of everyday request.",
      languages: ["en"],
      guidelines: guidelines.en,
      kinds: comparisons,
    },
    {
      ...rules,
      id: "respostas-dan-jawaban",
      requester,
      title: "Respostas curtas · Jawaban singkat",
      description: "The same question in Brazilian Portuguese and Indonesian: which of two short answers helps more?",
      languages: ["pt-BR", "id"],
      guidelines: guidelines.others,
      kinds: comparisons,
    },
  ];
}

/** One campaign of each other kind, in English. */
export function kindCampaigns(requester: string): Array<CampaignDraft> {
  const english = { ...rules, requester, languages: ["en"], replayShareBps: 1_000 };
  return [
    {
      ...english,
      id: "ranked-answers",
      title: "Ranked answers",
      description: "Four answers to one request: put them in order, the most helpful first.",
      recipe: { name: "variants/1", variants: [{ temperature: 0.6 }, { temperature: 1.1 }] },
      guidelines: guidelines.rank,
      kinds: [{ kind: "rank", priceWei: parseTokens("0.05"), answersMax: 4 }],
    },
    {
      ...english,
      id: "rubric-ratings",
      title: "Rubric ratings",
      description: "One answer at a time, rated for correctness and for tone.",
      guidelines: guidelines.rate,
      kinds: [{ kind: "rate", priceWei: parseTokens("0.03"), options: { dimensions } }],
    },
    {
      ...english,
      id: "what-is-wrong",
      title: "What is wrong with it?",
      description: "Name what is wrong with an answer, if anything is, and mark where.",
      guidelines: guidelines.label,
      kinds: [{ kind: "label", priceWei: parseTokens("0.02"), options: { labels, multiple: true, spans: true } }],
    },
    {
      ...english,
      id: "better-words",
      title: "Better words",
      description: "Rewrite an answer so that you would send it to a friend.",
      guidelines: guidelines.edit,
      kinds: [{ kind: "edit", priceWei: parseTokens("0.12"), answersMin: 2, answersMax: 4 }],
    },
  ];
}

const dimensions = [
  {
    id: "correct",
    title: "Correct",
    anchors: ["wrong throughout", "mostly wrong", "half right", "right but for a detail", "right"],
  },
  { id: "tone", title: "Tone", anchors: ["rude", "curt", "neutral", "friendly", "warm"] },
];

const labels = [
  { id: "nothing", title: "Nothing is wrong" },
  { id: "facts", title: "Facts" },
  { id: "number", title: "A wrong number", parent: "facts" },
  { id: "made-up", title: "Made up", parent: "facts" },
  { id: "answer", title: "Answering" },
  { id: "beside", title: "Beside the request", parent: "answer" },
  { id: "incomplete", title: "Something is missing", parent: "answer" },
  { id: "writing", title: "Writing" },
  { id: "broken-off", title: "Broken off", parent: "writing" },
  { id: "garbled", title: "Garbled words", parent: "writing" },
];

export async function storyPrompts(languages: ReadonlyArray<string>): Promise<Array<PromptDraft>> {
  const lines = (await readFile(promptsFile, "utf8")).split("\n").filter(Boolean);
  return lines
    .map((line) => promptLineSchema.parse(JSON.parse(line)))
    .filter(({ language }) => languages.includes(language));
}

/** Lines of known-answer tasks for a campaign of the story; null where it has none. */
export async function storyGold(campaignId: string): Promise<string | null> {
  const files = await readdir(goldFolder);
  const name = `${campaignId}.jsonl`;
  return files.includes(name) ? readFile(`${goldFolder}/${name}`, "utf8") : null;
}

const guidelines = {
  rank: `Put the answer that **helps the person most** on top.

- Answers that help equally well share a tier.
- Leave out what you can't judge.
- Below the line goes what should not be sent to anybody: wrong, rude or garbled.`,
  rate: `Rate what is written, not what you would have written.

- **Correct**: check sums and lists. One slip in a long list is "right but for a detail".
- **Tone**: think of a stranger who reads it. *Neutral* is not bad.
- Choose *Can't tell* when you would have to guess.`,
  label: `Name **everything** that is wrong, and mark the words when you can point at them.

- *Beside the request*: it may be true, but nobody asked.
- *Broken off*: it ends in the middle of a sentence.
- Choose *Nothing is wrong* alone when you would send it as it is.`,
  edit: `Rewrite the answer so that you would send it to a friend.

- Keep what is right, put right what is wrong, say what is missing.
- Write yourself: an answer copied from a model is of no use and goes to a reviewer.`,
  en: `Choose the answer that **helps the person who asked more**.

- Right beats wrong. Check sums and lists before you choose.
- To the point beats beside it. An answer to another question helps nobody.
- Complete beats broken off, polite beats curt, when both are right.
- Choose *Tie* when you would be as glad of either, *Both bad* when neither is of use.

Example: asked for a packing list for two rainy days, "umbrella, boots, rain jacket" is better than "sunglasses and a book".`,
  others: `Escolha a resposta que **mais ajuda quem perguntou**. Pilih jawaban yang **paling membantu si penanya**.

- Certo vence errado; confira contas e listas. Yang benar mengalahkan yang salah; periksa hitungan dan daftarnya.
- Ir ao ponto vence desviar. Yang tepat sasaran mengalahkan yang melenceng.
- *Empate / Seri* quando as duas servem igualmente. *Ambas ruins / Keduanya buruk* quando nenhuma serve.`,
};
