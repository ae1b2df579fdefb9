"""A small Llama-shaped decoder: RMS norm, rotary positions, SwiGLU, tied embeddings, plain attention.

Weights are trained in float32. `Exported` reads the same weights from float16 buffers and casts
them in the graph, so that the file is half the size.
"""

import math

import torch
import torch.nn.functional as F
from torch import nn

SHAPE = {
    "hidden_size": 192,
    "num_hidden_layers": 4,
    "num_attention_heads": 6,
    "intermediate_size": 512,
    "max_position_embeddings": 512,
    "rms_norm_eps": 1e-5,
    "rope_theta": 10000.0,
}


def rms_norm(x, weight, eps=SHAPE["rms_norm_eps"]):
    return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + eps) * weight


def rotate(x, cos, sin):
    half = x.shape[-1] // 2
    left, right = x[..., :half], x[..., half:]
    return torch.cat([left * cos - right * sin, right * cos + left * sin], dim=-1)


def rotary(positions, head_dim):
    """positions [rows, tokens] -> cosine and sine [rows, 1, tokens, head_dim / 2]"""
    exponent = torch.arange(0, head_dim, 2, dtype=torch.float32) / head_dim
    angles = positions.to(torch.float32).unsqueeze(-1) * (SHAPE["rope_theta"] ** -exponent)
    return angles.cos().unsqueeze(1), angles.sin().unsqueeze(1)


class Layer(nn.Module):
    def __init__(self, shape):
        super().__init__()
        width, inner = shape["hidden_size"], shape["intermediate_size"]
        self.heads = shape["num_attention_heads"]
        self.head_dim = width // self.heads
        self.attention_norm = nn.Parameter(torch.ones(width))
        self.feed_norm = nn.Parameter(torch.ones(width))
        self.query_key_value = nn.Parameter(torch.randn(width, 3 * width) * 0.02)
        self.output = nn.Parameter(torch.randn(width, width) * 0.02 / math.sqrt(2 * shape["num_hidden_layers"]))
        self.gate_up = nn.Parameter(torch.randn(width, 2 * inner) * 0.02)
        self.down = nn.Parameter(torch.randn(inner, width) * 0.02 / math.sqrt(2 * shape["num_hidden_layers"]))

    def forward(self, x, angles, mask, past, read):
        rows, tokens = x.shape[0], x.shape[1]
        mixed = torch.matmul(rms_norm(x, read(self, "attention_norm")), read(self, "query_key_value"))
        mixed = mixed.view(rows, tokens, 3, self.heads, self.head_dim).permute(2, 0, 3, 1, 4)
        query, key, value = mixed.unbind(0)
        query, key = rotate(query, *angles) / math.sqrt(self.head_dim), rotate(key, *angles)
        if past is not None:
            key, value = torch.cat([past[0], key], dim=2), torch.cat([past[1], value], dim=2)
        weights = torch.matmul(query, key.transpose(2, 3)) + mask
        x = x + torch.matmul(
            torch.matmul(weights.softmax(-1), value).transpose(1, 2).reshape(rows, tokens, self.heads * self.head_dim),
            read(self, "output"),
        )
        gate, up = torch.matmul(rms_norm(x, read(self, "feed_norm")), read(self, "gate_up")).chunk(2, dim=-1)
        return x + torch.matmul(F.silu(gate) * up, read(self, "down")), (key, value)


class Decoder(nn.Module):
    def __init__(self, vocabulary, shape=SHAPE):
        super().__init__()
        self.shape = shape
        self.embedding = nn.Parameter(torch.randn(vocabulary, shape["hidden_size"]) * 0.02)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape["num_hidden_layers"]))
        self.norm = nn.Parameter(torch.ones(shape["hidden_size"]))

    def forward(self, ids, positions, mask, past=None, read=getattr, keep=None):
        """mask is added to the attention weights; keep picks the places whose logits are wanted"""
        embedding = read(self, "embedding")
        x = F.embedding(ids, embedding)
        angles = rotary(positions, self.shape["hidden_size"] // self.shape["num_attention_heads"])
        present = []
        for index, layer in enumerate(self.layers):
            x, cache = layer(x, angles, mask, None if past is None else past[index], read)
            present.append(cache)
        x = rms_norm(x if keep is None else x[keep], read(self, "norm"))
        return torch.matmul(x, embedding.t()), present


class Exported(nn.Module):
    """The graph in the layout that transformers.js feeds: mask and past in, logits and present out."""

    def __init__(self, decoder):
        super().__init__()
        self.decoder = decoder
        for module in list(decoder.modules()):
            for name, parameter in list(module.named_parameters(recurse=False)):
                del module._parameters[name]
                module.register_buffer(name, parameter.detach().to(torch.float16))

    def forward(self, input_ids, attention_mask, position_ids, *flat_past):
        total, tokens = attention_mask.shape[1], input_ids.shape[1]
        place = torch.arange(total)
        seen = place.unsqueeze(0) <= place[total - tokens :].unsqueeze(1)
        allowed = seen.unsqueeze(0).unsqueeze(0) & (attention_mask > 0).unsqueeze(1).unsqueeze(1)
        mask = (1.0 - allowed.to(torch.float32)) * -1e9
        past = list(zip(flat_past[0::2], flat_past[1::2]))
        logits, present = self.decoder(
            input_ids, position_ids, mask, past, read=lambda module, name: getattr(module, name).to(torch.float32)
        )
        return (logits, *[tensor for pair in present for tensor in pair])
