"""Prints corpus rows with the ids that training uses, for same-ids.ts: python same_ids.py CORPUS TOKENIZER"""

import itertools
import json
import sys

import tokenizer as bpe

tokens = bpe.load(sys.argv[2])
with open(sys.argv[1], encoding="utf-8") as file:
    for line in itertools.islice(file, 0, None, 7):
        row = json.loads(line)
        row["promptIds"], row["answerIds"] = tokens.prompt_ids(row["prompt"]), tokens.encode(row["answer"])
        print(json.dumps(row, ensure_ascii=False))
