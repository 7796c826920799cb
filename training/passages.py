"""Do vectors of whole records rank better than vectors of their first 128 tokens? python passages.py PACK RUN --embeddings MODEL.onnx --config CONFIG.json

With the fold models of a run (`train.py --keep-folds`): zero-shot AP and WSS@95 of the cosine with title and question, by what of a record is read. A pack
that holds more than 190 tokens a record is wanted (`run.py --record 400`). Writes RUN/passages.npz: the mean of the passages' vectors, small reviews only.
"""

import argparse
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from winnow_training import weights
from winnow_training.data import CLS, SEP, Data
from winnow_training.evaluate import ap, wss95
from winnow_training.model import encoder, states

LARGEST, SMALL, OVERLAP = 6500, 2600, 16

parser = argparse.ArgumentParser()
parser.add_argument("pack", type=Path)
parser.add_argument("run", type=Path)
parser.add_argument("--embeddings", type=Path, required=True)
parser.add_argument("--config", type=Path, required=True)
args = parser.parse_args()
device = "cuda" if torch.cuda.is_available() else "cpu"
data = Data(args.pack, device)
table = weights.word_embeddings(args.embeddings)
title = torch.from_numpy(data.title).to(device)


@torch.no_grad()
def windows(model, rows: np.ndarray, starts: np.ndarray, longest: int) -> torch.Tensor:
    """[CLS] title, text from `starts` on [SEP], at most `longest` tokens: unit vectors [n, width]."""
    model.eval()
    out = torch.zeros(len(rows), model.config.hidden_size, device=device)
    row, start = torch.from_numpy(rows).to(device), torch.from_numpy(starts).to(device)
    offset, size = data.texts["tokens"].at[row], data.texts["tokens"].size[row]
    head = title[row].clamp(max=longest // 2)
    body = torch.minimum(size - start, longest - 2 - head).clamp(min=0)
    for part in torch.argsort(head + body).split(2048):
        h, b, o, s = head[part, None], body[part, None], offset[part, None], start[part, None]
        p = torch.arange(int((h + b).max()) + 2, device=device)[None]
        where = torch.where(p <= h, o + p - 1, o + s + p - 1 - h)
        inside = (p >= 1) & (p <= h + b)
        ids = torch.where(inside, data.flat("tokens")[where.clamp(0, data.flat("tokens").numel() - 1)].long(), 0)
        ids = torch.where(p == 0, CLS, torch.where(p == h + b + 1, SEP, ids))
        out[part] = F.normalize(states(model, {"input_ids": ids, "attention_mask": (p <= h + b + 1).long(), "token_type_ids": torch.zeros_like(ids)}), dim=1)
    return out


figures: dict[str, list[tuple[float, float]]] = {}
kept: dict[str, np.ndarray] = {}
for fold in sorted(set(data.fold)):
    model = encoder(args.config, torch.load(args.run / f"fold-{fold}.pt", map_location=device), table, device)
    for review, name in enumerate(data.names):
        own = data.rows[review]
        query = data.query_of(review, "both")
        if data.fold[review] != fold or len(own) > LARGEST or query is None:
            continue
        with torch.no_grad():
            q = F.normalize(states(model, data.single("query", np.array([query]), 128)), dim=1)[0]
        size, head = data.texts["tokens"].size[torch.from_numpy(own).to(device)].cpu().numpy(), np.minimum(data.title[own], 64)
        rows, starts, of = [], [], []
        for i, (n, h) in enumerate(zip(size, head)):
            step = 126 - h - OVERLAP
            places = [h, *range(h + step, n - OVERLAP, step)]
            rows += [own[i]] * len(places)
            starts += places
            of += [i] * len(places)
        v = windows(model, np.array(rows), np.array(starts), 128)
        at = torch.tensor(of, device=device)
        mean = F.normalize(torch.zeros(len(own), v.shape[1], device=device).index_add_(0, at, v), dim=1)
        most = torch.full((len(own),), -9.0, device=device).scatter_reduce(0, at, v @ q, "amax")
        scores = {"first 128 tokens": windows(model, own, head, 128) @ q, "first 256": windows(model, own, head, 256) @ q, "first 400": windows(model, own, head, 400) @ q}
        scores |= {"passages of 128, mean": mean @ q, "passages of 128, best": most}
        if len(own) <= SMALL:
            kept[name] = np.rint(127 * (mean / mean.abs().amax(1, keepdim=True)).cpu().numpy()).astype(np.int8)
        final = data.final[own] if (data.final[own] >= 0).any() else data.abstract[own]
        keep = final >= 0
        for what, s in scores.items():
            s = s.float().cpu().numpy()[keep]
            figures.setdefault(what, []).append((ap(s, final[keep] == 1), wss95(s, final[keep] == 1)))
base = np.array(figures["first 128 tokens"])
for what, rows in figures.items():
    f = np.array(rows)
    print(f"{what:24s} AP {f[:, 0].mean():.4f} WSS@95 {f[:, 1].mean():.4f} AP better on {(f[:, 0] > base[:, 0]).sum()} of {len(f)}", flush=True)
np.savez(args.run / "passages.npz", **kept)
