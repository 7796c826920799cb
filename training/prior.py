"""Learns the prior across reviews: logistic regression over the signs that `bench/signs.ts` tables.

python prior.py SIGNS_FOLDER [TABLE.md]   (five folds by review group for the figures, then all reviews for the weights that ship)
"""

import json
import sys
from pathlib import Path

import numpy as np
from scipy.stats import wilcoxon
from sklearn.linear_model import LogisticRegression

from winnow_training.reviews import folds, load

source = Path(sys.argv[1])
largest = 6500
cost = 0.01


def ap(s, y):
    p = np.flatnonzero(y[np.argsort(-s, kind="stable")]) + 1
    return float(np.mean(np.arange(1, len(p) + 1) / p))


def wss95(s, y):
    p = np.flatnonzero(y[np.argsort(-s, kind="stable")]) + 1
    return (len(y) - p[int(np.ceil(0.95 * len(p) - 1e-9)) - 1]) / len(y) - 0.05


def loss(s, y):
    p = np.flatnonzero(y[np.argsort(-s, kind="stable")]) + 1
    return (p.sum() - len(p) * (len(p) + 1) / 2) / (len(p) * (len(y) - len(p)))


sets = {}
for file in sorted(p for p in source.glob("*.json") if p.with_suffix(".f32").exists()):
    meta = json.loads(file.read_text())
    x = np.fromfile(file.with_suffix(".f32"), "<f4").reshape(len(meta["ids"]), len(meta["signs"]))
    review = load(file.stem)
    final = np.array(meta["gold"])
    abstract = {r["id"]: r["label_abstract"] for r in review.records}
    teach = np.array([int(abstract[i]) if abstract[i] != "" else g for i, g in zip(meta["ids"], final)])  # title-and-abstract decisions where they are known
    sets[file.stem] = (x, final, teach)
    signs = meta["signs"]

fold_of = folds()


def fit(names, columns):
    x = np.concatenate([sets[n][0][:, columns] for n in names])
    y = np.concatenate([sets[n][2] for n in names])
    w = np.concatenate([np.where(sets[n][2] == 1, 0.5 / max(1, sets[n][2].sum()), 0.5 / max(1, (1 - sets[n][2]).sum())) for n in names]) * 100
    return LogisticRegression(C=cost, max_iter=1000).fit(x, y, sample_weight=w).coef_[0]


rankings = {}


def evaluate(columns, label, base):
    score = {}
    for fold in range(5):
        w = fit([n for n in sets if fold_of[n] != fold and (n in heard or columns == words)], columns)
        for n in sets:
            if fold_of[n] == fold:
                score[n] = sets[n][0][:, columns] @ w
    rows = [n for n in sets if len(sets[n][1]) <= largest]
    a = np.array([ap(score[n], sets[n][1]) for n in rows])
    rankings[label] = score
    print(f"{label:34s} AP {a.mean():.4f} WSS@95 {np.mean([wss95(score[n], sets[n][1]) for n in rows]):.4f} loss {np.mean([loss(score[n], sets[n][1]) for n in rows]):.4f} better than BM25 on {np.mean(a > base) if base is not None else 0:.2f} of {len(rows)}")
    return a


index = {s: i for i, s in enumerate(signs)}
rows = [n for n in sets if len(sets[n][1]) <= largest]
bm25 = np.array([ap(sets[n][0][:, index["words title"]], sets[n][1]) for n in rows])
print(f"{'words title (BM25, stems)':34s} AP {bm25.mean():.4f} WSS@95 {np.mean([wss95(sets[n][0][:, index['words title']], sets[n][1]) for n in rows]):.4f}")
for s in ["meaning title", "meaning title and question", "meaning everything", "feedback", "read"]:
    a = np.array([ap(sets[n][0][:, index[s]], sets[n][1]) for n in rows])
    print(f"{s:34s} AP {a.mean():.4f} WSS@95 {np.mean([wss95(sets[n][0][:, index[s]], sets[n][1]) for n in rows]):.4f}")
words = [i for s, i in index.items() if "words" in s]
meaning = words + [i for s, i in index.items() if s.startswith("meaning") or s in ("feedback", "centre")]
read = [*meaning, index["read"]]
columns = {"words": words, "meaning": meaning, "read": read}
heard = [n for n in sets if np.abs(sets[n][0][:, index["meaning title"]]).max() > 0]


def named(names, which):
    given = [n for n in names if n in heard] if which != "words" else names
    return {signs[i]: round(float(w), 4) for i, w in zip(columns[which], fit(given, columns[which]))}


for which in columns:
    evaluate(columns[which], which, bm25)
if len(sys.argv) > 2:
    single = {"BM25": "words title", "encoder": "meaning title and question", "cross-encoder": "read"}
    table = {label: {n: sets[n][0][:, index[sign]] for n in rows} for label, sign in single.items()} | {f"prior ({label})": {n: of[n] for n in rows} for label, of in rankings.items()}
    figures = {label: np.array([(ap(of[n], sets[n][1]), wss95(of[n], sets[n][1]), loss(of[n], sets[n][1])) for n in rows]) for label, of in table.items()}
    lines = ["| ranking | AP | WSS@95 | loss | AP times BM25's | better AP on | Wilcoxon p |", "|---|---:|---:|---:|---:|---:|---:|"]
    for label, f in figures.items():
        b = figures["BM25"]
        against = "| | | |" if label == "BM25" else f"| {f[:, 0].mean() / b[:, 0].mean():.2f} | {(f[:, 0] > b[:, 0]).sum()} of {len(rows)} | {wilcoxon(f[:, 0], b[:, 0]).pvalue:.1e} |"
        lines.append(f"| {label} | {f[:, 0].mean():.4f} | {f[:, 1].mean():.4f} | {f[:, 2].mean():.4f} {against}")
    lines += ["", "| review | n | relevant | " + " | ".join(f"AP {label}" for label in figures) + " | WSS@95 BM25 | WSS@95 prior (read) |", "|---|---:|---:|" + "---:|" * (len(figures) + 2)]
    for i, n in enumerate(rows):
        cells = [f"{f[i, 0]:.4f}" for f in figures.values()] + [f"{figures[k][i, 1]:.4f}" for k in ("BM25", "prior (read)")]
        lines.append(f"| {n} | {len(sets[n][1])} | {int(sets[n][1].sum())} | " + " | ".join(cells) + " |")
    Path(sys.argv[2]).write_text("\n".join(lines) + "\n")
out = {which: named(list(sets), which) for which in columns}
(source / "weights.json").write_text(json.dumps(out, indent=1) + "\n")
print(json.dumps(out, indent=1))
folded = [{which: named([n for n in sets if fold_of[n] != fold], which) for which in columns} for fold in range(5)]
what = "weights of the prior learnt without the reviews of a fold, for honest figures: bench only"
(source / "folds.json").write_text(json.dumps({"what": what, "fold": {n: fold_of[n] for n in sets}, "without": folded}, indent=2) + "\n")
