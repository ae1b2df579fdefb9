"""Writes the trained weights as onnx/model.onnx and the configuration files beside it."""

import hashlib
import json
import os
import sys

import torch

from model import SHAPE, Decoder, Exported

END, PAD = 3, 0

# Stored beside the model, and followed letter by letter by `dialogue` in tokenizer.py.
CHAT_TEMPLATE = (
    "{% for message in messages %}"
    "{% if message['role'] == 'user' %}{{ '<|user|>' + message['content'] + '<|end|>' }}"
    "{% elif message['role'] == 'assistant' %}{{ '<|assistant|>' + message['content'] + '<|end|>' }}"
    "{% endif %}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|assistant|>' }}{% endif %}"
)


def write_json(path, value):
    with open(path, "w", encoding="utf-8") as file:
        json.dump(value, file, ensure_ascii=False, indent=1)
        file.write("\n")


def export_graph(decoder, path):
    heads = SHAPE["num_attention_heads"]
    head_dim = SHAPE["hidden_size"] // heads
    layers = range(SHAPE["num_hidden_layers"])
    cache = [f"{i}.{part}" for i in layers for part in ("key", "value")]
    inputs = ["input_ids", "attention_mask", "position_ids"] + [f"past_key_values.{name}" for name in cache]
    outputs = ["logits"] + [f"present.{name}" for name in cache]

    axes = {
        "input_ids": {0: "batch_size", 1: "sequence_length"},
        "attention_mask": {0: "batch_size", 1: "total_sequence_length"},
        "position_ids": {0: "batch_size", 1: "sequence_length"},
        "logits": {0: "batch_size", 1: "sequence_length"},
    }
    for name in cache:
        axes[f"past_key_values.{name}"] = {0: "batch_size", 2: "past_sequence_length"}
        axes[f"present.{name}"] = {0: "batch_size", 2: "total_sequence_length"}

    rows, tokens, past = 2, 5, 3
    example = (
        torch.ones(rows, tokens, dtype=torch.int64),
        torch.ones(rows, past + tokens, dtype=torch.int64),
        torch.arange(past, past + tokens).repeat(rows, 1),
        *[torch.zeros(rows, heads, past, head_dim) for _ in cache],
    )
    # Constant folding would turn the half-size weights back into float32 before they are stored.
    torch.onnx.export(
        Exported(decoder).eval(), example, path,
        input_names=inputs, output_names=outputs, dynamic_axes=axes, opset_version=14, do_constant_folding=False,
    )


def write_configuration(folder, vocabulary):
    write_json(os.path.join(folder, "config.json"), {
        "architectures": ["LlamaForCausalLM"],
        "model_type": "llama",
        "vocab_size": vocabulary,
        **SHAPE,
        "num_key_value_heads": SHAPE["num_attention_heads"],
        "head_dim": SHAPE["hidden_size"] // SHAPE["num_attention_heads"],
        "hidden_act": "silu",
        "attention_bias": False,
        "mlp_bias": False,
        "tie_word_embeddings": True,
        "bos_token_id": None,
        "eos_token_id": END,
        "pad_token_id": PAD,
        "torch_dtype": "float16",
        "transformers.js_config": {"dtype": "fp32"},
    })
    write_json(os.path.join(folder, "generation_config.json"), {
        "do_sample": True, "temperature": 0.9, "max_new_tokens": 96,
        "eos_token_id": END, "pad_token_id": PAD,
    })
    write_json(os.path.join(folder, "tokenizer_config.json"), {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "add_bos_token": False, "add_eos_token": False, "clean_up_tokenization_spaces": False,
        "bos_token": None, "eos_token": "<|end|>", "pad_token": "<|pad|>", "unk_token": None,
        "padding_side": "left", "model_max_length": SHAPE["max_position_embeddings"],
        "chat_template": CHAT_TEMPLATE,
    })


def write_manifest(folder):
    """path, bytes and SHA-256 of every file; the revision is the first 12 hex digits of the digest over those lines."""
    files = []
    for base, _, names in os.walk(folder):
        for name in names:
            path = os.path.relpath(os.path.join(base, name), folder).replace(os.sep, "/")
            if path != "manifest.json":
                data = open(os.path.join(folder, path), "rb").read()
                files.append({"path": path, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()})
    files.sort(key=lambda file: file["path"])
    lines = "".join(f"{file['sha256']}  {file['path']}\n" for file in files)
    revision = hashlib.sha256(lines.encode()).hexdigest()[:12]
    write_json(os.path.join(folder, "manifest.json"), {"revision": revision, "files": files})
    return revision


def main(checkpoint, folder):
    os.makedirs(os.path.join(folder, "onnx"), exist_ok=True)
    weights = torch.load(checkpoint)
    vocabulary = weights["embedding"].shape[0]
    decoder = Decoder(vocabulary)
    decoder.load_state_dict(weights)
    export_graph(decoder, os.path.join(folder, "onnx", "model.onnx"))
    write_configuration(folder, vocabulary)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
