"""Trains the decoder on lines {"prompt","answer"} and saves its weights and the record of the run."""

import argparse
import json
import math
import os
import random
import time

import torch
import torch.nn.functional as F

import tokenizer as bpe
from model import Decoder
from optimizer import Muon


def batches(rows, tokens_per_batch, rng):
    """Rows of like length together, so that little is padding; the batches in random order."""
    order = sorted(range(len(rows)), key=lambda i: (len(rows[i][0]) + len(rows[i][1]), rng.random()))
    groups, group = [], []
    for i in order:
        length = len(rows[i][0]) + len(rows[i][1])
        if group and length * (len(group) + 1) > tokens_per_batch:
            groups.append(group)
            group = []
        group.append(i)
    groups.append(group)
    rng.shuffle(groups)
    return groups


def tensors(rows, group):
    length = max(len(rows[i][0]) + len(rows[i][1]) for i in group) - 1
    ids = torch.full((len(group), length), bpe.PAD)
    targets = torch.full((len(group), length), -1)
    for row, i in enumerate(group):
        prompt, answer = rows[i]
        whole = prompt + answer
        ids[row, : len(whole) - 1] = torch.tensor(whole[:-1])
        targets[row, len(prompt) - 1 : len(whole) - 1] = torch.tensor(answer)
    return ids, targets


def loss_of(model, ids, targets):
    length = ids.shape[1]
    mask = torch.full((length, length), -1e9).triu(1)
    positions = torch.arange(length).expand(ids.shape[0], -1)
    keep = targets >= 0
    logits, _ = model(ids, positions, mask, keep=keep)
    return F.cross_entropy(logits, targets[keep])


def main():
    options = argparse.ArgumentParser()
    options.add_argument("corpus"), options.add_argument("tokenizer"), options.add_argument("out")
    options.add_argument("--tokens", type=float, default=8e6)
    options.add_argument("--seconds", type=float, default=2640)
    options.add_argument("--seed", type=int, default=2)
    options.add_argument("--batch-tokens", type=int, default=3072)
    options.add_argument("--rate", type=float, default=3e-3)
    args = options.parse_args()

    # OpenBLAS keeps its two threads; two more of OpenMP only wait for each other and cost half the speed.
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    tokens = bpe.load(args.tokenizer)
    lines = [json.loads(line) for line in open(args.corpus, encoding="utf-8")]
    rows = [(tokens.prompt_ids(line["prompt"]), tokens.answer_ids(line["answer"])) for line in lines]
    rng.shuffle(rows)
    held, rows = rows[:400], rows[400:]

    model = Decoder(len(tokens.tokens))
    parameters = sum(p.numel() for p in model.parameters())
    layers = [(name, p) for name, p in model.named_parameters() if name.startswith("layers") and p.dim() == 2]
    others = [p for name, p in model.named_parameters() if not (name.startswith("layers") and p.dim() == 2)]
    optimizers = [Muon(layers, args.rate), torch.optim.AdamW(others, lr=args.rate, betas=(0.9, 0.98), weight_decay=0.0)]
    print(f"{parameters} parameters, {len(rows)} rows, {sum(len(p) + len(a) for p, a in rows)} tokens in the corpus", flush=True)

    started, seen, answered, step, queue, losses = time.time(), 0, 0, 0, [], []
    while True:
        # The tokens decide, so that a run repeats; a machine too busy for them ends by the clock, its rate near nothing too.
        done = max(seen / args.tokens, (time.time() - started) / args.seconds)
        if done >= 1:
            break
        if not queue:
            queue = batches(rows, args.batch_tokens, rng)
        ids, targets = tensors(rows, queue.pop())
        rate = args.rate * min(1, (step + 1) / 100) * max(0.01, min(1, (1 - done) / 0.6))
        for group in (group for optimizer in optimizers for group in optimizer.param_groups):
            group["lr"] = rate
        loss = loss_of(model, ids, targets)
        model.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        for optimizer in optimizers:
            optimizer.step()
        step += 1
        seen += ids.numel()
        answered += int((targets >= 0).sum())
        losses.append(float(loss))
        if step % 100 == 0:
            recent = sum(losses[-100:]) / len(losses[-100:])
            spent = time.time() - started
            print(f"step {step} {spent:.0f} s {seen} tokens {seen / spent:.0f}/s loss {recent:.4f}", flush=True)
            if step % 500 == 0:
                torch.save(model.state_dict(), args.out)

    torch.save(model.state_dict(), args.out)
    with torch.no_grad():
        held_losses = [float(loss_of(model, *tensors(held, g))) for g in batches(held, args.batch_tokens, rng)]
    record = {
        "parameters": parameters, "vocabulary": len(tokens.tokens), "rows": len(rows), "steps": step, "tokensSeen": seen,
        "answerTokensSeen": answered, "seconds": round(time.time() - started), "seed": args.seed,
        "loss": round(sum(losses[-100:]) / len(losses[-100:]), 4), "heldLoss": round(sum(held_losses) / len(held_losses), 4),
        "perplexity": round(math.exp(sum(held_losses) / len(held_losses)), 3), "torch": torch.__version__, "threads": 2,
    }
    with open(os.path.splitext(args.out)[0] + ".json", "w") as file:
        json.dump(record, file, indent=1)
    print(json.dumps(record), flush=True)


if __name__ == "__main__":
    main()
