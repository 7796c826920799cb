"""Vectors of all records and protocol texts of all reviews with one model, one .npz a review: the research cache.

python embed.py MODEL_FOLDER OUT_FOLDER [--tokens 128] [--part both|title]
"""

import argparse
from pathlib import Path

import numpy as np
import onnxruntime as ort
from tokenizers import Tokenizer

from winnow_training.reviews import load, names

parser = argparse.ArgumentParser()
parser.add_argument("model", type=Path)
parser.add_argument("out", type=Path)
parser.add_argument("--tokens", type=int, default=128)
parser.add_argument("--part", default="both", choices=["both", "title"])
args = parser.parse_args()

options = ort.SessionOptions()
options.intra_op_num_threads = 1
session = ort.InferenceSession(str(args.model / "model.onnx"), options, providers=["CPUExecutionProvider"])
tokenizer = Tokenizer.from_file(str(args.model / "tokenizer.json"))
tokenizer.no_padding()
tokenizer.enable_truncation(args.tokens)


def embed(texts: list[str]) -> np.ndarray:
    ids = [e.ids for e in tokenizer.encode_batch(texts)]
    out = np.zeros((len(texts), 384), np.float32)
    order = sorted(range(len(ids)), key=lambda i: -len(ids[i]))
    at = 0
    while at < len(order):
        length = len(ids[order[at]])
        batch = order[at : at + max(1, 512 // length)]
        at += len(batch)
        x = np.zeros((len(batch), length), np.int64)
        m = np.zeros_like(x)
        for row, i in enumerate(batch):
            x[row, : len(ids[i])] = ids[i]
            m[row, : len(ids[i])] = 1
        states = session.run(None, {"input_ids": x, "attention_mask": m, "token_type_ids": np.zeros_like(x)})[0]
        pooled = (states * m[..., None]).sum(1) / m.sum(1, keepdims=True)
        out[batch] = pooled / np.linalg.norm(pooled, axis=1, keepdims=True)
    return out


args.out.mkdir(parents=True, exist_ok=True)
for name in sorted(names(), key=lambda n: n):
    target = args.out / f"{name}.npz"
    if target.exists():
        continue
    review = load(name)
    texts = [review.text(i) if args.part == "both" else review.records[i]["title"] for i in range(len(review.records))]
    queries = review.queries()
    half = target.with_suffix(".half.npz")
    np.savez(half, records=embed(texts).astype(np.float16), queries=embed(list(queries.values())).astype(np.float32), parts=np.array(list(queries)))
    half.rename(target)
    print(name, len(texts), flush=True)
