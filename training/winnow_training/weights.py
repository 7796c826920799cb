"""How do weights travel small? Eleven bits a weight, scaled by row, compressed: closer to fp32 than half precision, two thirds of its size."""

import io
import lzma
from pathlib import Path

import numpy as np
import torch

LEVELS = 1023


def save(state: dict[str, torch.Tensor], target: Path, leave: str = "word_embeddings") -> None:
    """@param leave weights whose name holds this stay out (they are frozen and lie elsewhere)"""
    arrays = {}
    for name, value in state.items():
        if leave and leave in name or not value.is_floating_point():
            continue
        rows = value.detach().float().cpu().numpy().reshape(value.shape[0] if value.dim() > 1 else 1, -1)
        scale = np.maximum(np.abs(rows).max(1, keepdims=True), 1e-12) / LEVELS
        arrays[name] = np.rint(rows / scale).astype(np.int16).reshape(value.shape)
        arrays[f"{name}|scale"] = scale.astype(np.float32)
    raw = io.BytesIO()
    np.savez(raw, **arrays)
    with lzma.open(target, "wb", preset=2) as file:
        file.write(raw.getbuffer())


def read(source: Path) -> dict[str, torch.Tensor]:
    with lzma.open(source) as file:
        arrays = np.load(io.BytesIO(file.read()))
    out = {}
    for name in arrays.files:
        if name.endswith("|scale"):
            continue
        rows = arrays[name]
        scale = arrays[f"{name}|scale"]
        out[name] = torch.from_numpy((rows.reshape(scale.shape[0], -1) * scale).astype(np.float32).reshape(rows.shape))
    return out


def word_embeddings(model: Path) -> torch.Tensor:
    """The embedding table inside a quantised ONNX encoder, as floats: the table that ships is the one that training sees."""
    import onnx
    from onnx import numpy_helper

    tensors = {t.name: t for t in onnx.load(str(model)).graph.initializer}
    name = next(n for n in tensors if "word_embeddings" in n and n.endswith("_quantized"))
    part = lambda end: numpy_helper.to_array(tensors[name.removesuffix("_quantized") + end])  # noqa: E731
    return torch.from_numpy((part("_quantized").astype(np.float32) - part("_zero_point").astype(np.float32)) * part("_scale").astype(np.float32))
