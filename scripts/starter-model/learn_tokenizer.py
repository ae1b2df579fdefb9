"""Learns the tokenizer from the corpus: python learn_tokenizer.py CORPUS OUT [VOCABULARY]"""

import json
import sys

from tokenizer import Tokenizer, learn_merges

corpus, out = sys.argv[1:3]
vocabulary = int(sys.argv[3]) if len(sys.argv) > 3 else 3072
texts = []
with open(corpus, encoding="utf-8") as file:
    for line in file:
        row = json.loads(line)
        texts += [row["prompt"], row["answer"]]
tokens = Tokenizer(learn_merges(texts, vocabulary))
tokens.write(out)
counted = [len(tokens.encode(text)) for text in texts[:20000]]
print(f"{len(tokens.tokens)} tokens; prompts {sum(counted[0::2]) / 10000:.1f}, answers {sum(counted[1::2]) / 10000:.1f} on average, longest answer {max(counted[1::2])}")
