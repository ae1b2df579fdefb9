// What recipes say to models, in the languages of our own prompts; other prompts are asked in English to keep their language.
// These words are part of the recipes' versions: whoever changes one gives the recipe a new version.
import type { EvolveMethod } from "#app/features/campaigns/generation-recipes/recipe.ts";

export type Instructions = {
  /** Stands above examples of requests. */
  examples: string;
  newRequest: string;
  evolve: Record<EvolveMethod, string>;
  /** Stands above the request that is rewritten. */
  request: string;
  critique: string;
  revise: string;
  persona: (persona: string) => string;
};

const english: Instructions = {
  examples: "Here are requests that people wrote to an assistant:",
  newRequest:
    "Write one more request of this kind. It must be new: about something else and in other words than those above. Reply with the request alone, and don't answer it.",
  evolve: {
    deeper:
      "Rewrite the request below so that a good answer needs more thought: add a condition, a reason to weigh or one more step. It must stay a request that a person would write and that can be answered.",
    broader:
      "Write a new request in the field of the one below, about something rarer, of about the same length and difficulty. It must stay a request that a person would write and that can be answered.",
    concrete:
      "Rewrite the request below so that it is about one particular case: put names, numbers, places or dates where it speaks in general. It must stay a request that a person would write and that can be answered.",
  },
  request: "Reply with the new request alone, in the language of the old one, and don't answer it. The request:",
  critique:
    "Read your answer again as a strict reader. Name what is wrong, missing or unclear in it, point by point, and how each could be put right. Don't write the new answer yet.",
  revise: "Now write the answer anew, with these points put right. Reply with the answer alone.",
  persona: (persona) => `Answer as this person would, without saying who you are: ${persona}`,
};

const portuguese: Instructions = {
  examples: "Estes são pedidos que pessoas escreveram a um assistente:",
  newRequest:
    "Escreva mais um pedido desse tipo. Ele precisa ser novo: sobre outra coisa e com outras palavras. Responda só com o pedido, sem respondê-lo.",
  evolve: {
    deeper:
      "Reescreva o pedido abaixo de modo que uma boa resposta exija mais reflexão: acrescente uma condição, um motivo a pesar ou mais um passo. Ele deve continuar sendo um pedido que uma pessoa escreveria e que pode ser respondido.",
    broader:
      "Escreva um pedido novo na mesma área do pedido abaixo, sobre algo mais raro, com extensão e dificuldade parecidas. Ele deve continuar sendo um pedido que uma pessoa escreveria e que pode ser respondido.",
    concrete:
      "Reescreva o pedido abaixo para que trate de um caso específico: ponha nomes, números, lugares ou datas onde ele fala em geral. Ele deve continuar sendo um pedido que uma pessoa escreveria e que pode ser respondido.",
  },
  request: "Responda só com o novo pedido, no idioma do antigo, sem respondê-lo. O pedido:",
  critique:
    "Releia sua resposta como um leitor exigente. Diga, ponto por ponto, o que está errado, o que falta ou o que não está claro, e como corrigir cada coisa. Ainda não escreva a nova resposta.",
  revise: "Agora escreva a resposta de novo, com esses pontos corrigidos. Responda só com a resposta.",
  persona: (persona) => `Responda como esta pessoa responderia, sem dizer quem você é: ${persona}`,
};

const indonesian: Instructions = {
  examples: "Berikut permintaan yang ditulis orang kepada sebuah asisten:",
  newRequest:
    "Tulis satu permintaan lagi yang sejenis. Permintaan itu harus baru: tentang hal lain dan dengan kata-kata lain. Balas dengan permintaannya saja, jangan dijawab.",
  evolve: {
    deeper:
      "Tulis ulang permintaan di bawah ini supaya jawaban yang baik menuntut lebih banyak pemikiran: tambahkan satu syarat, satu pertimbangan, atau satu langkah lagi. Hasilnya harus tetap permintaan yang wajar ditulis orang dan dapat dijawab.",
    broader:
      "Tulis permintaan baru di bidang yang sama dengan permintaan di bawah ini, tentang hal yang lebih jarang, dengan panjang dan tingkat kesulitan yang kira-kira sama. Hasilnya harus tetap permintaan yang wajar ditulis orang dan dapat dijawab.",
    concrete:
      "Tulis ulang permintaan di bawah ini supaya membahas satu kasus tertentu: isi dengan nama, angka, tempat, atau tanggal di bagian yang masih umum. Hasilnya harus tetap permintaan yang wajar ditulis orang dan dapat dijawab.",
  },
  request:
    "Balas dengan permintaan yang baru saja, dalam bahasa permintaan yang lama, dan jangan dijawab. Permintaannya:",
  critique:
    "Baca kembali jawabanmu sebagai pembaca yang teliti. Sebutkan satu per satu apa yang salah, kurang, atau tidak jelas, dan bagaimana memperbaikinya. Jangan tulis jawaban barunya dulu.",
  revise: "Sekarang tulis ulang jawabannya dengan semua itu sudah diperbaiki. Balas dengan jawabannya saja.",
  persona: (persona) => `Jawab seperti orang ini akan menjawab, tanpa menyebutkan siapa dirimu: ${persona}`,
};

/** @param language a prompt's BCP 47 tag */
export function instructionsIn(language: string): Instructions {
  const [primary] = language.toLowerCase().split("-");
  return primary === "pt" ? portuguese : primary === "id" ? indonesian : english;
}
