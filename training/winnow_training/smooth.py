"""Activations with a few large channels lose most in eight bits. Their scale is moved into the weights beforehand (SmoothQuant, Xiao et al. 2023, formula 4).

x·W = (x / s)·(s ⊙ W) with s_j = max|x_j|^a / max|W_j|^(1−a); the division stays in the graph as one product by channel.
"""

import copy
from collections.abc import Iterable

import torch
from transformers import BertModel

ALPHA = 0.9


class Smoothed(torch.nn.Module):
    def __init__(self, dense: torch.nn.Linear, largest: torch.Tensor):
        super().__init__()
        weight = dense.weight.abs().max(0).values.clamp(min=1e-4)
        scale = largest.clamp(min=1e-4) ** ALPHA / weight ** (1 - ALPHA)
        scale = scale / scale.median()
        self.dense = copy.deepcopy(dense)
        self.dense.weight.data *= scale
        self.inverse = torch.nn.Parameter(1 / scale)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.dense(x * self.inverse)


def dense_layers(model: BertModel) -> list[tuple[torch.nn.Module, str]]:
    """Every product with weights: (module that holds it, its name there)."""
    out: list[tuple[torch.nn.Module, str]] = []
    for layer in model.encoder.layer:
        out += [(layer.attention.self, name) for name in ("query", "key", "value")]
        out += [(layer.attention.output, "dense"), (layer.intermediate, "dense"), (layer.output, "dense")]
    return out


@torch.no_grad()
def smooth(model: BertModel, batches: Iterable[dict[str, torch.Tensor]]) -> None:
    """In place; what the model says stays the same in fp32. @param batches usual texts, one by one (no padding)"""
    largest: dict[tuple[torch.nn.Module, str], torch.Tensor] = {}
    hooks = []
    for key in dense_layers(model):
        holder, name = key

        def see(_module, given, _said, key=key):
            x = given[0].abs().reshape(-1, given[0].shape[-1]).max(0).values
            largest[key] = torch.maximum(largest[key], x) if key in largest else x

        hooks.append(getattr(holder, name).register_forward_hook(see))
    for batch in batches:
        model(**batch)
    for hook in hooks:
        hook.remove()
    for (holder, name), most in largest.items():
        setattr(holder, name, Smoothed(getattr(holder, name), most))
