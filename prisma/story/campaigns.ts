// The two campaigns of the local trial's story, and the prompts of ours that they are about.
import { readFile } from "node:fs/promises";
import { z } from "zod";
import type { CampaignDraft } from "#app/features/campaigns/campaign-draft.ts";
import { messagesSchema, type PromptDraft } from "#app/features/campaigns/draft.ts";
import { starter } from "#app/features/generation/catalogue.ts";
import { parseTokens } from "#app/lib/money.ts";

/** Prompts that the starter model has not seen in its training. */
const promptsFile = "scripts/starter-model/prompts.jsonl";

const promptLineSchema = z.object({ language: z.string(), messages: messagesSchema });

const rules = {
  licence: "CC-BY-4.0",
  models: [{ id: starter.id, revision: starter.revision, dtype: "fp32" }],
  params: { temperature: 0.9, topP: 0.98, topK: 0, repetitionPenalty: 1, maxNewTokens: 96 },
  candidatesPerPrompt: 4,
  answersMin: 2,
  answersMax: 5,
  replayShareBps: 2_500,
  samplePriceWei: parseTokens("0.01"),
  answerPriceWei: parseTokens("0.02"),
  overheadBps: 1_000,
} satisfies Partial<CampaignDraft>;

export function storyCampaigns(requester: string): Array<CampaignDraft> {
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
    },
    {
      ...rules,
      id: "respostas-dan-jawaban",
      requester,
      title: "Respostas curtas · Jawaban singkat",
      description: "The same question in Brazilian Portuguese and Indonesian: which of two short answers helps more?",
      languages: ["pt-BR", "id"],
      guidelines: guidelines.others,
    },
  ];
}

export async function storyPrompts(languages: ReadonlyArray<string>): Promise<Array<PromptDraft>> {
  const lines = (await readFile(promptsFile, "utf8")).split("\n").filter(Boolean);
  return lines
    .map((line) => promptLineSchema.parse(JSON.parse(line)))
    .filter(({ language }) => languages.includes(language));
}

const guidelines = {
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
