"""Is a review's own adapter worth its time? python adapters.py orders|try PACK RUN [--embeddings MODEL.onnx --config CONFIG.json --seconds N]

`orders` (CPU): in which order would an active learner over words have shown each review's records? RUN/orders.json.
`try` (GPU): when 25, 50 and 100 relevant records are found, low-rank updates (rank 8, queries and values of each layer: 73,728 weights) of the fold's encoder are
learnt from the decisions so far; how do the records still unread rank with and without? One JSON line a review and milestone: RUN/adapters.jsonl.
"""

import argparse
import json
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from winnow_training import weights
from winnow_training.data import Data
from winnow_training.evaluate import ap, z
from winnow_training.model import encoder, states

LARGEST, MILESTONES, RANK, STEPS = 6500, (25, 50, 100), 8, 60


def itself(tokens: list[str]) -> list[str]:
    return tokens


def words_of(data: Data, own: np.ndarray):
    """TF-IDF of word pieces and their pairs, as ELAS u4 weighs words."""
    flat, at, size = (data.texts["tokens"].flat.cpu().numpy(), data.texts["tokens"].at.cpu().numpy(), data.texts["tokens"].size.cpu().numpy())
    texts = [[str(t) for t in flat[at[i] : at[i] + size[i]]] for i in own]
    return TfidfVectorizer(analyzer="word", tokenizer=itself, preprocessor=itself, token_pattern=None, lowercase=False, ngram_range=(1, 2), sublinear_tf=True, max_df=0.95).fit_transform(texts).astype(np.float32)


def balanced(y: np.ndarray) -> np.ndarray:
    n1, n0 = int(y.sum()), int((1 - y).sum())
    s = np.where(y == 1, 1.0, n1 / (9.8 * n0))
    return s * len(y) / s.sum()


def machine(x, y: np.ndarray) -> LinearSVC:
    return LinearSVC(C=0.11, max_iter=3000, random_state=0).fit(x, y, sample_weight=balanced(y))


def order_of(task) -> tuple[str, list[int]]:
    """Batches of a twentieth of what is read, the first 2,500 records at most."""
    name, x, gold, seed = task
    rng = np.random.default_rng(seed)
    read = [int(rng.choice(np.flatnonzero(gold == 1))), int(rng.choice(np.flatnonzero(gold == 0)))]
    left = np.ones(len(gold), bool)
    left[read] = False
    while left.any() and len(read) < 2500 and gold[read].sum() < MILESTONES[-1]:
        scores = machine(x[read], gold[read]).decision_function(x)
        rest = np.flatnonzero(left)
        some = rest[np.argsort(-scores[rest], kind="stable")][: max(1, len(read) // 20)]
        read += [int(i) for i in some]
        left[some] = False
    return name, read


def judged(data: Data, own: np.ndarray) -> np.ndarray:
    final = data.final[own] if (data.final[own] >= 0).any() else data.abstract[own]
    return (final == 1).astype(np.int64)


class LowRank(torch.nn.Module):
    def __init__(self, layer: torch.nn.Linear):
        super().__init__()
        self.layer = layer
        self.a = torch.nn.Parameter(torch.randn(RANK, layer.in_features, device=layer.weight.device) / layer.in_features**0.5)
        self.b = torch.nn.Parameter(torch.zeros(layer.out_features, RANK, device=layer.weight.device))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.layer(x) + 2 * F.linear(F.linear(x, self.a), self.b)


def adapted(fresh, data: Data, rows: np.ndarray, y: np.ndarray, seed: int):
    """The encoder with an adapter learnt from decisions, and its head: (model, weight [width])."""
    rng = np.random.default_rng(seed)
    torch.manual_seed(seed)
    model = fresh()
    model.requires_grad_(False)
    for layer in model.encoder.layer:
        layer.attention.self.query = LowRank(layer.attention.self.query)
        layer.attention.self.value = LowRank(layer.attention.self.value)
    head = torch.nn.Linear(model.config.hidden_size, 1, device=data.device)
    torch.nn.init.zeros_(head.weight)
    params = [p for p in model.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW([{"params": params, "lr": 1e-3}, {"params": head.parameters(), "lr": 1e-1}], weight_decay=0.01)
    first = [g["lr"] for g in optimiser.param_groups]
    yes, no = rows[y == 1], rows[y == 0]
    model.train()
    for step in range(STEPS):
        for group, lr in zip(optimiser.param_groups, first):
            group["lr"] = lr * min(1, (step + 1) / 6) * (1 - step / STEPS)
        batch = np.concatenate([rng.choice(yes, 16), rng.choice(no, 48)])
        v = F.normalize(states(model, data.single("tokens", batch, 128)), dim=1)
        target = torch.tensor([1.0] * 16 + [0.0] * 48, device=data.device)
        loss = F.binary_cross_entropy_with_logits(head(v).squeeze(1), target, weight=torch.where(target == 1, 2.0, 0.67))
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        optimiser.step()
    return model, head.weight.detach()[0]


@torch.no_grad()
def embed(model, data: Data, rows: np.ndarray) -> np.ndarray:
    model.eval()
    out = np.zeros((len(rows), model.config.hidden_size), np.float32)
    order = np.argsort(data.ranges("tokens", rows)[1].cpu().numpy(), kind="stable")
    for part in np.array_split(order, max(1, len(order) // 2048)):
        out[part] = F.normalize(states(model, data.single("tokens", rows[part], 128)), dim=1).float().cpu().numpy()
    return out


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=["orders", "try"])
    parser.add_argument("pack", type=Path)
    parser.add_argument("run", type=Path)
    parser.add_argument("--embeddings", type=Path)
    parser.add_argument("--config", type=Path)
    parser.add_argument("--seconds", type=float, default=150)
    parser.add_argument("--workers", type=int, default=2)
    args = parser.parse_args()
    began = time.time()
    args.run.mkdir(parents=True, exist_ok=True)
    if args.what == "orders":
        data = Data(args.pack, "cpu")
        tasks = []
        for review, name in enumerate(data.names):
            own = data.rows[review]
            gold = judged(data, own)
            if len(own) <= LARGEST and gold.sum() >= MILESTONES[0] + 5:
                tasks.append((name, words_of(data, own), gold, 0))
        with ProcessPoolExecutor(args.workers) as pool:
            orders = dict(pool.map(order_of, sorted(tasks, key=lambda t: -len(t[2]))))
        (args.run / "orders.json").write_text(json.dumps(orders))
        print(f"{len(orders)} orders, {time.time() - began:.0f} s", flush=True)
        return
    device = "cuda" if torch.cuda.is_available() else "cpu"
    data = Data(args.pack, device)
    table = weights.word_embeddings(args.embeddings)
    orders = json.loads((args.run / "orders.json").read_text())
    out = (args.run / "adapters.jsonl").open("w")
    for name in sorted(orders, key=lambda n: len(data.rows[data.names.index(n)])):
        review = data.names.index(name)
        own, gold = data.rows[review], judged(data, data.rows[review])
        state = torch.load(args.run / f"fold-{data.fold[review]}.pt", map_location=device)
        fresh = lambda: encoder(args.config, state, table, device)  # noqa: B023, E731
        words = words_of(data, own)
        plain = embed(fresh(), data, own)
        both = lambda v: hstack([words, csr_matrix(0.35 * v)]).tocsr()  # noqa: B023, E731
        found = np.cumsum(gold[orders[name]])
        for milestone in MILESTONES:
            if time.time() - began > args.seconds:
                return
            if found[-1] < milestone or gold.sum() - milestone < 5:
                continue
            read = np.array(orders[name][: int(np.argmax(found >= milestone)) + 1])
            rest = np.setdiff1d(np.arange(len(own)), read)
            y = gold[read]
            start = time.time()
            model, head = adapted(fresh, data, own[read], y, 1)
            new = embed(model, data, own)
            took = time.time() - start
            frozen = both(plain)
            usual = machine(frozen[read], y).decision_function(frozen)
            moved = both(new)
            scores = {"as it is": usual, "with the adapter's vectors": machine(moved[read], y).decision_function(moved), "adapter's head alone": new @ head.cpu().numpy()}
            logistic = LogisticRegression(C=10, max_iter=500).fit(plain[read], y, sample_weight=balanced(y)).decision_function(plain)
            scores |= {"with a logistic head on frozen vectors": z(usual) + z(logistic), "with the adapter's head": z(usual) + z(scores["adapter's head alone"])}
            row = {"review": name, "milestone": milestone, "read": len(read), "left": int(gold[rest].sum()), "seconds": round(took, 2)}
            row |= {what: round(ap(s[rest], gold[rest] == 1), 4) for what, s in scores.items()}
            fold = np.random.default_rng(0).permutation(len(read)) % 2
            gate = {"as it is": [], "with the adapter's vectors": []}
            for k in (0, 1):
                learn, test = read[fold != k], read[fold == k]
                if gold[learn].sum() < 2 or gold[test].sum() < 2 or (1 - gold[test]).sum() < 2:
                    continue
                part, _ = adapted(fresh, data, own[learn], gold[learn], 2)
                mine = both(embed(part, data, own))
                for what, x in (("as it is", frozen), ("with the adapter's vectors", mine)):
                    gate[what].append(ap(machine(x[learn], gold[learn]).decision_function(x[test]), gold[test] == 1))
            row |= {f"out of fold {what}": round(float(np.mean(v)), 4) if v else None for what, v in gate.items()}
            out.write(json.dumps(row) + "\n")
            out.flush()
            print(json.dumps(row), flush=True)


if __name__ == "__main__":
    main()
