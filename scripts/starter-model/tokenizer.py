"""Byte-level BPE: learns the merges from the corpus, encodes for training, writes tokenizer.json.

The cuts before the merges follow GPT-2's expression, as the `ByteLevel` pre-tokenizer of the
tokenizers format does, so that the browser finds the same ids (checked by same-ids.mjs).
"""

import json
import re
from collections import Counter, defaultdict

SPECIAL = ["<|pad|>", "<|user|>", "<|assistant|>", "<|end|>"]
PAD, USER, ASSISTANT, END = range(4)

LETTERS, DIGITS = r"[^\W\d_]", r"\d"
CUTS = re.compile(rf"'s|'t|'re|'ve|'m|'ll|'d| ?{LETTERS}+| ?{DIGITS}+| ?(?:[^\s\w]|_)+|\s+(?!\S)|\s+")


def byte_letters():
    """GPT-2's table: each byte as one printable letter."""
    plain = [*range(33, 127), *range(161, 173), *range(174, 256)]
    table, extra = {byte: chr(byte) for byte in plain}, 0
    for byte in range(256):
        if byte not in table:
            table[byte] = chr(256 + extra)
            extra += 1
    return table


BYTES = byte_letters()


def pieces(text):
    return ["".join(BYTES[byte] for byte in cut.encode("utf-8")) for cut in CUTS.findall(text)]


def number_merges():
    """Numbers below 100 become one token each, with and without the space before them."""
    digits, space = "0123456789", BYTES[32]
    return (
        [(space, d) for d in digits]
        + [(space + d, e) for d in digits[1:] for e in digits]
        + [(d, e) for d in digits[1:] for e in digits]
    )


def merged(symbols, pair):
    out, i = [], 0
    while i < len(symbols):
        if i + 1 < len(symbols) and (symbols[i], symbols[i + 1]) == pair:
            out.append(symbols[i] + symbols[i + 1])
            i += 2
        else:
            out.append(symbols[i])
            i += 1
    return out


def learn_merges(texts, vocabulary):
    """The most frequent pair first; of equals, the earlier in the alphabet, so that every run agrees."""
    counts = Counter(piece for text in texts for piece in pieces(text))
    words = [(list(piece), count) for piece, count in sorted(counts.items())]
    pairs, where = Counter(), defaultdict(set)

    def note(index, sign):
        symbols, count = words[index]
        for pair in zip(symbols, symbols[1:]):
            pairs[pair] += sign * count
            where[pair].add(index)

    for index in range(len(words)):
        note(index, 1)
    merges, planned = [], number_merges()
    room = vocabulary - len(SPECIAL) - len(BYTES)
    while len(merges) < room:
        pair = planned.pop(0) if planned else max(pairs, key=lambda p: (pairs[p], p))
        if len(merges) >= 190 and pairs[pair] < 2:
            break
        for index in where[pair]:
            note(index, -1)
            words[index] = (merged(words[index][0], pair), words[index][1])
            note(index, 1)
        merges.append(pair)
    return merges


class Tokenizer:
    def __init__(self, merges):
        self.merges = merges
        self.rank = {pair: rank for rank, pair in enumerate(merges)}
        letters = [BYTES[byte] for byte in range(256)]
        self.tokens = SPECIAL + letters + list(dict.fromkeys(a + b for a, b in merges))
        self.ids = {token: index for index, token in enumerate(self.tokens)}
        self.known = {}

    def piece_ids(self, piece):
        if piece not in self.known:
            symbols = list(piece)
            while len(symbols) > 1:
                best = min(zip(symbols, symbols[1:]), key=lambda pair: self.rank.get(pair, 1 << 30))
                if best not in self.rank:
                    break
                symbols = merged(symbols, best)
            self.known[piece] = [self.ids[symbol] for symbol in symbols]
        return self.known[piece]

    def encode(self, text):
        return [i for piece in pieces(text) for i in self.piece_ids(piece)]

    def prompt_ids(self, prompt):
        """What the chat template gives for one user's message with a generation prompt."""
        return [USER, *self.encode(prompt), END, ASSISTANT]

    def answer_ids(self, answer):
        return [*self.encode(answer), END]

    def write(self, path):
        special = [
            {"id": i, "content": token, "single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True}
            for i, token in enumerate(SPECIAL)
        ]
        level = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True}
        value = {
            "version": "1.0", "truncation": None, "padding": None, "added_tokens": special,
            "normalizer": None, "pre_tokenizer": level, "post_processor": None, "decoder": level,
            "model": {
                "type": "BPE", "dropout": None, "unk_token": None, "continuing_subword_prefix": None,
                "end_of_word_suffix": None, "fuse_unk": False, "byte_fallback": False, "ignore_merges": False,
                "vocab": self.ids, "merges": [list(pair) for pair in self.merges],
            },
        }
        with open(path, "w", encoding="utf-8") as file:
            json.dump(value, file, ensure_ascii=False, separators=(",", ":"))


def load(path):
    model = json.load(open(path, encoding="utf-8"))["model"]
    return Tokenizer([tuple(pair) for pair in model["merges"]])
