"""Writes the model's card from the record of its training and the table that measure.ts printed.

Usage: python card.py RECORD MEASURED FOLDER
"""

import json
import os
import sys

from export import write_manifest

CARD = """---
license: apache-2.0
language: [en, pt, id]
pipeline_tag: text-generation
library_name: transformers.js
tags: [onnx, text-generation, small]
---

# Praça starter

A language model of {millions} million parameters, trained from nothing for Praça, so that a newcomer has something to generate with
before any large model is downloaded. It gives short answers of up to about sixty tokens to eight kinds of request: word problems,
polite rewrites, product descriptions, two-sentence stories, packing lists, sorting into groups, simple explanations and replies to
customers; in English first, then Brazilian Portuguese and Indonesian.

**Its answers are good and bad on purpose.** The corpus, made by a grammar of our own, holds complete and incomplete, polite and curt,
right and wrong answers, and some beside the point, so that two samples of one prompt usually differ in something that a person can
prefer. Do not use it for facts, advice or sums. Outside the eight kinds it answers as if asked one of them.

## Files

Llama-shaped decoder with plain attention: {layers} layers, width {width}, {heads} heads, context of {context} tokens, byte-level BPE
with {vocabulary} tokens, one user's message a conversation (a system message is left out). `onnx/model.onnx` keeps its weights as
float16 and casts them to float32: load it with `dtype: "fp32"`. `manifest.json` lists each file's SHA-256; its revision is the digest of that list.

## Training

{rows} rows, {seen} million tokens seen in {steps} steps, {minutes} minutes of two CPU cores' time (torch {torch}, seed {seed}); loss {loss} on the
last batches.{note} Corpus, tokenizer, training and export are in `scripts/starter-model` and rerun by one command.

## Measured

On 200 prompts held out of training (by the prompt's digest; their families, words and topics are the same), by `npx tsx scripts/starter-model/measure.ts`.
Well-formed: ended by itself, begins and ends like a sentence, repeats no word in a row, only words of its language or of the prompt. Right: by the prompt's own rule
(the result of the sum; the request, its time and a polite word; item, colour and material; two sentences with hero and thing; four fitting items and none of another trip; every
word in its group; the word that carries the reason; the remedy that fits).

{table}
"""


def main(record_path, measured_path, folder):
    record = json.load(open(record_path))
    config = json.load(open(os.path.join(folder, "config.json")))
    card = CARD.format(
        millions=f"{record['parameters'] / 1e6:.1f}", layers=config["num_hidden_layers"], width=config["hidden_size"],
        heads=config["num_attention_heads"], context=config["max_position_embeddings"], vocabulary=config["vocab_size"],
        rows=record["rows"], seen=f"{record['tokensSeen'] / 1e6:.1f}", steps=record["steps"], minutes=round(record["coreSeconds"] / 120),
        torch=record["torch"], seed=record["seed"], loss=record["loss"], note=record.get("note", ""),
        table=open(measured_path, encoding="utf-8").read().strip(),
    )
    with open(os.path.join(folder, "README.md"), "w", encoding="utf-8") as file:
        file.write(card)
    print("revision", write_manifest(folder))


if __name__ == "__main__":
    main(*sys.argv[1:4])
