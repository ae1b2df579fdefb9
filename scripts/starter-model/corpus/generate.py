"""Writes the corpus, the prompts held out of it, and the words that each language uses.

Usage: python -m corpus.generate CORPUS PROMPTS WORDS
A prompt is held out by its own digest, so that no run and no order can let it slip into training.
"""

import hashlib
import json
import random
import re
import sys

from . import explain, packing, product, reply, rewrite, sorting, story, word_problem
from .common import draw

SEED = 7
ROWS = 140_000
SHARE = {"en": 50, "pt-BR": 25, "id": 25}
FAMILIES = {
    "word-problem": (word_problem, 24), "rewrite": (rewrite, 12), "product": (product, 13), "story": (story, 12),
    "packing": (packing, 12), "sorting": (sorting, 34), "explain": (explain, 9), "reply": (reply, 11),
}
# Held-out prompts listed for measuring and for the first campaigns, a family.
LISTED = {"en": 12, "pt-BR": 7, "id": 6}


def is_held_out(prompt):
    return hashlib.sha256(prompt.encode()).digest()[0] < 16


def main(corpus_path, prompts_path, words_path):
    rng = random.Random(SEED)
    words, held = {language: set() for language in SHARE}, {}
    with open(corpus_path, "w", encoding="utf-8") as file:
        for _ in range(ROWS):
            language = rng.choices(list(SHARE), list(SHARE.values()))[0]
            family = rng.choices(list(FAMILIES), [weight for _, weight in FAMILIES.values()])[0]
            scene = FAMILIES[family][0].make(language, rng)
            answer = draw(scene["answers"], rng)
            if is_held_out(scene["prompt"]):
                held.setdefault((family, language), {})[scene["prompt"]] = scene["right"]
                continue
            words[language].update(re.findall(r"[^\W\d_]+", answer.lower()))
            file.write(json.dumps({"family": family, "language": language, "prompt": scene["prompt"], "answer": answer}, ensure_ascii=False) + "\n")

    with open(prompts_path, "w", encoding="utf-8") as file:
        for (family, language), found in sorted(held.items()):
            for prompt in rng.sample(sorted(found), min(len(found), LISTED[language])):
                line = {"family": family, "language": language, "messages": [{"role": "user", "content": prompt}], "right": found[prompt]}
                file.write(json.dumps(line, ensure_ascii=False) + "\n")

    with open(words_path, "w", encoding="utf-8") as file:
        json.dump({language: " ".join(sorted(known)) for language, known in words.items()}, file, ensure_ascii=False, indent=2)
        file.write("\n")


if __name__ == "__main__":
    main(*sys.argv[1:4])
