"""The packed reviews (pack.py) as tensors, and batches made from them on the device."""

import io
import json
import lzma
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

CLS, SEP = 101, 102


@dataclass
class Ragged:
    flat: torch.Tensor
    at: torch.Tensor
    size: torch.Tensor

    @staticmethod
    def of(tokens: np.ndarray, sizes: np.ndarray, device: str) -> "Ragged":
        at = np.concatenate([[0], np.cumsum(sizes.astype(np.int64))])
        pad = np.concatenate([tokens, np.zeros(1, tokens.dtype)]).astype(np.int32)
        return Ragged(torch.from_numpy(pad).to(device), torch.from_numpy(at[:-1]).to(device), torch.from_numpy(sizes.astype(np.int64)).to(device))


class Data:
    def __init__(self, source: Path, device: str):
        with lzma.open(source) as file:
            raw = np.load(io.BytesIO(file.read()))
        meta = json.loads(raw["meta"].tobytes())
        self.device = device
        self.names: list[str] = meta["names"]
        self.fold: list[int] = meta["fold"]
        self.kinds: list[str] = meta["kinds"]
        self.ids: list[str] = meta["ids"]
        members = [g for g in meta["groups"]["groups"]]
        self.group = [next((k for k, g in enumerate(members) if n in g), 1000 + i) for i, n in enumerate(self.names)]
        self.texts = {key: Ragged.of(raw[key], raw[f"{key}_len"], device) for key in ["tokens", "concl", "keys", "query"]}
        self.title, self.cut = raw["title"].astype(np.int64), raw["cut"].astype(np.int64)
        self.aim = raw["aim"].astype(np.int64)
        self.review, self.query_review = raw["review"].astype(np.int64), raw["query_review"].astype(np.int64)
        self.final, self.abstract = raw["final"], raw["abstract"]
        self.n = len(self.review)
        starts = np.searchsorted(self.review, np.arange(len(self.names) + 1))
        self.rows = [np.arange(starts[i], starts[i + 1]) for i in range(len(self.names))]

    def query_of(self, review: int, kind: str) -> int | None:
        return next((q for q in np.flatnonzero(self.query_review == review) if self.kinds[q] == kind), None)

    def ranges(self, key: str, rows: np.ndarray) -> tuple[torch.Tensor, torch.Tensor]:
        """Where the texts of these rows stand: (offset, length) in the flat table of `key`; title and aim lie inside the record's tokens."""
        index = torch.from_numpy(np.asarray(rows, np.int64)).to(self.device)
        source = self.texts["tokens" if key in ("title", "aim") else key]
        start, size = source.at[index], source.size[index]
        if key == "title":
            size = torch.from_numpy(self.title[rows]).to(self.device)
        if key == "aim":
            span = torch.from_numpy(self.aim[rows]).to(self.device)
            start, size = start + span[:, 0], span[:, 1] - span[:, 0]
        return start, size

    def flat(self, key: str) -> torch.Tensor:
        return self.texts["tokens" if key in ("title", "aim") else key].flat

    def single(self, key: str, rows: np.ndarray, longest: int, hidden: np.ndarray | None = None) -> dict[str, torch.Tensor]:
        """[CLS] text [SEP]. @param hidden [n,2] range of the text's tokens that must not be seen; length at most `longest` with the marks"""
        start, size = self.ranges(key, rows)
        size = size.clamp(max=longest - 2)
        width = int(size.max()) + 2
        p = torch.arange(width, device=self.device)[None]
        inside = (p >= 1) & (p <= size[:, None])
        where = torch.where(inside, start[:, None] + p - 1, self.flat(key).numel() - 1)
        ids = torch.where(inside, self.flat(key)[where].long(), 0)
        ids = torch.where(p == 0, CLS, torch.where(p == size[:, None] + 1, SEP, ids))
        mask = p <= size[:, None] + 1
        if hidden is not None:
            span = torch.from_numpy(hidden).to(self.device)
            mask = mask & ~((p - 1 >= span[:, :1]) & (p - 1 < span[:, 1:]) & inside)
        return {"input_ids": ids, "attention_mask": mask.long(), "token_type_ids": torch.zeros_like(ids)}

    def pair(self, key: str, asked: np.ndarray, rows: np.ndarray, query: int, longest: int, hidden: np.ndarray | None = None) -> dict[str, torch.Tensor]:
        """[CLS] query [SEP] record [SEP]; at most `query` tokens of the one and `longest` in all."""
        qs, qn = self.ranges(key, asked)
        ds, dn = self.ranges("tokens", rows)
        qn = qn.clamp(max=query)
        dn = torch.minimum(dn, longest - 3 - qn)
        width = int((qn + dn).max()) + 3
        p = torch.arange(width, device=self.device)[None]
        q_end, d_start = qn[:, None] + 1, qn[:, None] + 2
        d_end = d_start + dn[:, None]
        in_q, in_d = (p >= 1) & (p < q_end), (p >= d_start) & (p < d_end)
        flat_q, flat_d = self.flat(key), self.flat("tokens")
        from_q = flat_q[torch.where(in_q, qs[:, None] + p - 1, flat_q.numel() - 1)].long()
        from_d = flat_d[torch.where(in_d, ds[:, None] + p - d_start, flat_d.numel() - 1)].long()
        ids = torch.where(in_q, from_q, torch.where(in_d, from_d, 0))
        ids = torch.where(p == 0, CLS, torch.where((p == q_end) | (p == d_end), SEP, ids))
        mask = p <= d_end
        if hidden is not None:
            span = torch.from_numpy(hidden).to(self.device)
            at = p - d_start
            mask = mask & ~((at >= span[:, :1]) & (at < span[:, 1:]) & in_d)
        return {"input_ids": ids, "attention_mask": mask.long(), "token_type_ids": ((p >= d_start) & mask).long()}

    def hide(self, kind: str, rows: np.ndarray) -> np.ndarray:
        """Which of a record's tokens would give a query made from it away: [n,2]."""
        if kind == "title":
            return np.stack([np.zeros(len(rows), np.int64), self.title[rows]], 1)
        if kind == "aim":
            return self.aim[rows]
        if kind == "concl":
            return np.stack([self.cut[rows], np.full(len(rows), 10**6)], 1)
        return np.zeros((len(rows), 2), np.int64)
