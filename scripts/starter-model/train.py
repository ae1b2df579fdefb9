"""Trains the decoder on lines {"prompt","answer"} and saves its weights and the record of the run.

Two processes, a core each, share the weights: each finds the gradient of half of a batch, then moves half of the
matrices by the sum. One thread a process is faster here than two threads a matrix, and every run repeats.
"""

import argparse
import json
import math
import os
import random
import time

import torch
import torch.multiprocessing as processes
import torch.nn.functional as F

import tokenizer as bpe
from model import Decoder
from optimizer import Muon

WORKERS = 2


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
    """ids and targets [rows, tokens]; only the answer's tokens are targets, -1 elsewhere"""
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


def optimizers_of(model, worker, rate):
    """This worker's share: every second matrix of the layers by Muon; the first worker has the rest by AdamW."""
    layers = [(name, p) for name, p in model.named_parameters() if name.startswith("layers") and p.dim() == 2]
    others = [p for name, p in model.named_parameters() if not (name.startswith("layers") and p.dim() == 2)]
    own = [Muon(layers[worker::WORKERS], rate)]
    if worker == 0:
        own.append(torch.optim.AdamW(others, lr=rate, betas=(0.9, 0.98), weight_decay=0.0))
    return own


def work(worker, model, gradients, done, rows, args, barrier):
    torch.set_num_threads(1)
    rng = random.Random(args.seed)
    optimizers = optimizers_of(model, worker, args.rate)
    local = Decoder(model.embedding.shape[0])
    local_parameters, shared_parameters = list(local.parameters()), list(model.parameters())
    started, seen, answered, step, queue, losses = time.time(), 0, 0, 0, [], []

    share = 0.0
    while share < 1:
        # Every worker keeps the same queue and takes its own of each pair; seen counts the pair.
        if len(queue) < WORKERS:
            queue = batches(rows, args.batch_tokens // WORKERS, rng)
        pair = [queue.pop() for _ in range(WORKERS)]
        sizes = [max(len(rows[i][0]) + len(rows[i][1]) for i in group) * len(group) for group in pair]
        ids, targets = tensors(rows, pair[worker])
        with torch.no_grad():
            for mine, shared in zip(local_parameters, shared_parameters):
                mine.copy_(shared)
        loss = loss_of(local, ids, targets)
        local.zero_grad()
        loss.backward()
        gradients[worker].copy_(torch.cat([p.grad.flatten() for p in local_parameters]))
        step, seen = step + 1, seen + sum(sizes)
        if worker == 0:
            done.fill_(max(seen / args.tokens, (time.time() - started) / args.seconds))
        barrier.wait()

        # Read between the two barriers, where nobody writes it: both workers stop after the same step.
        share = float(done)
        total = gradients.sum(0) / WORKERS
        total *= min(1.0, 1.0 / (float(total.norm()) + 1e-6))
        for p, part in zip(shared_parameters, total.split([p.numel() for p in shared_parameters])):
            p.grad = part.view_as(p)
        rate = args.rate * min(1, step / 100) * max(0.01, min(1, (1 - share) / 0.6))
        for optimizer in optimizers:
            for group in optimizer.param_groups:
                group["lr"] = rate
            optimizer.step()
        barrier.wait()

        answered += sum(len(rows[i][1]) for group in pair for i in group)
        losses.append(float(loss))
        if worker == 0 and step % 100 == 0:
            spent, recent = time.time() - started, sum(losses[-100:]) / 100
            print(f"step {step} {spent:.0f} s {seen} tokens {seen / spent:.0f}/s loss {recent:.4f}", flush=True)
            if step % 200 == 0:
                torch.save(model.state_dict(), args.out)

    if worker == 0:
        record = {
            "steps": step, "tokensSeen": seen, "answerTokensSeen": answered, "loss": round(sum(losses[-100:]) / 100, 4),
            "seconds": round(time.time() - started), "coreSeconds": round(WORKERS * time.process_time()),
        }
        json.dump(record, open(os.path.splitext(args.out)[0] + ".json", "w"))


def main():
    options = argparse.ArgumentParser()
    options.add_argument("corpus"), options.add_argument("tokenizer"), options.add_argument("out")
    options.add_argument("--tokens", type=float, default=8e6)
    options.add_argument("--seconds", type=float, default=math.inf, help="end by the clock when that comes first")
    options.add_argument("--start", help="weights of an interrupted run to go on from")
    options.add_argument("--seed", type=int, default=2)
    options.add_argument("--batch-tokens", type=int, default=2048)
    options.add_argument("--rate", type=float, default=3e-3)
    args = options.parse_args()

    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    tokens = bpe.load(args.tokenizer)
    lines = [json.loads(line) for line in open(args.corpus, encoding="utf-8")]
    rows = [(tokens.prompt_ids(line["prompt"]), tokens.answer_ids(line["answer"])) for line in lines]
    random.Random(args.seed).shuffle(rows)
    held, rows = rows[:400], rows[400:]

    model = Decoder(len(tokens.tokens))
    if args.start:
        model.load_state_dict(torch.load(args.start))
    model.share_memory()
    parameters = sum(p.numel() for p in model.parameters())
    print(f"{parameters} parameters, {len(rows)} rows, {sum(len(p) + len(a) for p, a in rows)} tokens in the corpus", flush=True)
    gradients = torch.zeros(WORKERS, parameters).share_memory_()
    done = torch.zeros(1, dtype=torch.float64).share_memory_()
    barrier = processes.get_context("fork").Barrier(WORKERS)
    processes.start_processes(work, (model, gradients, done, rows, args, barrier), WORKERS, start_method="fork")

    torch.save(model.state_dict(), args.out)
    with torch.no_grad():
        found = [float(loss_of(model, *tensors(held, group))) for group in batches(held, 1024, random.Random(args.seed))]
    path = os.path.splitext(args.out)[0] + ".json"
    record = {
        **json.load(open(path)), "parameters": parameters, "vocabulary": len(tokens.tokens), "rows": len(rows), "seed": args.seed,
        "heldLoss": round(sum(found) / len(found), 4), "perplexity": round(math.exp(sum(found) / len(found)), 3),
        "torch": torch.__version__, "workers": WORKERS,
    }
    with open(path, "w") as file:
        json.dump(record, file, indent=1)
    print(json.dumps(record), flush=True)


if __name__ == "__main__":
    main()
