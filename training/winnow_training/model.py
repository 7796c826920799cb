"""The encoder and its two uses."""

from pathlib import Path

import torch
from transformers import BertConfig, BertModel

from . import weights


def encoder(config: Path, state: dict[str, torch.Tensor], embeddings: torch.Tensor, device: str) -> BertModel:
    """A BERT with frozen word embeddings and no dropout, fp32."""
    settings = BertConfig.from_json_file(str(config))
    settings.hidden_dropout_prob = settings.attention_probs_dropout_prob = 0.0
    settings._attn_implementation = "sdpa"
    model = BertModel(settings, add_pooling_layer=False)
    state = {name.removeprefix("bert."): value for name, value in state.items() if "pooler" not in name and not name.startswith("head.")}
    missing, unexpected = model.load_state_dict({**state, "embeddings.word_embeddings.weight": embeddings}, strict=False)
    if [n for n in missing if "position_ids" not in n] or unexpected:
        raise ValueError(f"weights do not fit: missing {missing[:3]}, unexpected {unexpected[:3]}")
    model.embeddings.word_embeddings.weight.requires_grad_(False)
    return model.to(device)


def states(model: BertModel, batch: dict[str, torch.Tensor]) -> torch.Tensor:
    """Mean of the token states, [n, width], fp32."""
    with torch.autocast("cuda", torch.bfloat16, enabled=batch["input_ids"].is_cuda):
        out = model(**batch).last_hidden_state
    mask = batch["attention_mask"].unsqueeze(-1).float()
    return (out.float() * mask).sum(1) / mask.sum(1)


class Cross(torch.nn.Module):
    """One logit a pair: a linear head on the mean of the token states."""

    def __init__(self, model: BertModel, head: torch.Tensor | None = None):
        super().__init__()
        self.model = model
        self.head = torch.nn.Linear(model.config.hidden_size, 1).to(model.device)
        torch.nn.init.zeros_(self.head.bias)
        torch.nn.init.normal_(self.head.weight, std=0.02)
        if head is not None:
            self.head.weight.data.copy_(head)

    def forward(self, batch: dict[str, torch.Tensor]) -> torch.Tensor:
        return self.head(states(self.model, batch)).squeeze(-1)


def mixed(one: dict, other: dict, share: float) -> dict:
    """share·one + (1−share)·other."""
    return {name: share * value + (1 - share) * other[name] if value.is_floating_point() else value for name, value in one.items()}


def copied(model: torch.nn.Module) -> dict[str, torch.Tensor]:
    return {name: value.detach().clone() for name, value in model.state_dict().items()}


__all__ = ["Cross", "copied", "encoder", "mixed", "states", "weights"]
