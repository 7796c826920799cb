"""How does a PyTorch encoder become the ONNX file that the app loads?

Output of the graph: the last hidden state, [batch, tokens, width]; pooling is done by the app, so that one file serves
whole-record vectors and word-level (late interaction) ranking alike.
"""

import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from transformers import AutoModel, AutoTokenizer


class Encoder(torch.nn.Module):
    """Token states of a BERT-family encoder, without its pooler."""

    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, input_ids, attention_mask, token_type_ids):
        return self.model(input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids).last_hidden_state


class CrossEncoder(torch.nn.Module):
    """One logit a pair: a linear head on the mean of the token states."""

    def __init__(self, model, head):
        super().__init__()
        self.model, self.head = model, head

    def forward(self, input_ids, attention_mask, token_type_ids):
        states = self.model(input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids).last_hidden_state
        mask = attention_mask.unsqueeze(-1).to(states.dtype)
        return self.head((states * mask).sum(1) / mask.sum(1))


def to_onnx(module: torch.nn.Module, path: Path, output: str) -> None:
    """Writes an fp32 graph with free batch and length."""
    module.eval()
    ids = torch.ones(2, 8, dtype=torch.long)
    torch.onnx.export(
        module,
        (ids, ids, torch.zeros_like(ids)),
        str(path),
        input_names=["input_ids", "attention_mask", "token_type_ids"],
        output_names=[output],
        dynamic_axes={name: {0: "batch", 1: "tokens"} for name in ["input_ids", "attention_mask", "token_type_ids"]},
        opset_version=17,
        dynamo=False,
    )


def to_int8(fp32: Path, int8: Path) -> None:
    """Dynamic quantisation: per-channel weights, embedding table too (RANKING §6)."""
    quantize_dynamic(str(fp32), str(int8), per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul", "Gather"])


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write_model(folder: Path, module: torch.nn.Module, source: Path, card: dict, output: str = "last_hidden_state") -> None:
    """A model directory as the app expects it: model.onnx (int8), tokenizer.json, vocab.txt, config.json, model.json."""
    folder.mkdir(parents=True, exist_ok=True)
    fp32 = folder / "fp32.onnx"
    to_onnx(module, fp32, output)
    to_int8(fp32, folder / "model.onnx")
    fp32.unlink()
    onnx.checker.check_model(str(folder / "model.onnx"))
    for name in ["tokenizer.json", "vocab.txt", "config.json"]:
        shutil.copyfile(source / name, folder / name)
    files = {name: sha256(folder / name) for name in ["model.onnx", "tokenizer.json", "vocab.txt", "config.json"]}
    (folder / "model.json").write_text(json.dumps({**card, "files": files}, indent=1) + "\n")
