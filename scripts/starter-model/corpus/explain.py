"""Simple explanations. Right: the word that carries the reason is there, and none of the false reasons."""

from .common import scene
from .topics import TOPICS

WHO = {
    "en": ["a child", "a six-year-old", "my grandmother", "a beginner", "a tourist", "somebody in a hurry", "my class", "a curious friend"],
    "pt-BR": ["uma criança", "a minha avó", "um iniciante", "um turista", "a minha turma", "um amigo curioso", "alguém com pressa"],
    "id": ["seorang anak", "nenek saya", "pemula", "turis", "kelas saya", "teman yang ingin tahu", "orang yang sibuk"],
}


def asked(language, question, who):
    return {
        "en": [f"Explain {question} in simple words.", f"Explain to {who} {question}.", f"Tell {who} in one or two sentences {question}.", f"I would like to know {question}. Keep it short.", f"Can you explain {question} for {who}?"],
        "pt-BR": [f"Explique {question} em palavras simples.", f"Explique para {who} {question}.", f"Conte para {who} em uma ou duas frases {question}.", f"Quero saber {question}. Seja breve."],
        "id": [f"Jelaskan {question} dengan kata sederhana.", f"Jelaskan kepada {who} {question}.", f"Ceritakan kepada {who} dalam satu atau dua kalimat {question}.", f"Saya ingin tahu {question}. Singkat saja."],
    }[language]


def beside(language):
    return {
        "en": ["That is a very good question.", "Nobody knows this.", "You can read about it in a book.", "It has always been like that."],
        "pt-BR": ["Essa é uma ótima pergunta.", "Ninguém sabe isso.", "Você pode ler sobre isso em um livro.", "Sempre foi assim."],
        "id": ["Itu pertanyaan yang bagus.", "Tidak ada yang tahu.", "Kamu bisa membacanya di buku.", "Dari dulu memang begitu."],
    }[language]


def make(language, rng):
    topic = rng.choice(TOPICS)[language]
    question, key, cores, mores, wrongs = topic
    other = rng.choice(TOPICS)[language]
    prompt = rng.choice(asked(language, question, rng.choice(WHO[language])))
    return scene(prompt, {"includes": [key.split("|")], "excludes": [wrong.rstrip(".").lower() for wrong in wrongs]}, [
        (44, [f"{core} {more}" for core in cores for more in mores]),
        (16, cores),
        (9, [f"{core} {' '.join(mores)}" for core in cores]),
        (12, [*wrongs, *(f"{wrong} {more}" for wrong in wrongs for more in mores[:1])]),
        (8, beside(language)),
        (5, other[2]),
    ])
