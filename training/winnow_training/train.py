"""All stages of tuning on packed reviews, within a budget of seconds: `python -m winnow_training.train --help`.

1 base     vectors of all records with the untuned encoder; clusters; hard negatives of queries made from records
2 pairs    bi-encoder: queries made from records (title, aim, conclusion, keywords; evenly over clusters) against in-batch and hard negatives
3 reviews  bi-encoder, per fold and once on all: protocol texts and included titles against included records, excluded ones as hard negatives
4 match    cross-encoder: learns to match on queries made from records, with the bi-encoder's opinion distilled
5 screen   cross-encoder, per fold and once on all: LCE over groups of one review (Wang 2023, section 3.1)
Figures of a fold come from weights that never saw its reviews' labels. What is done is written at once, so a cut run leaves what it had.
"""

import argparse
import json
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from . import weights
from .data import Data
from .evaluate import ap, wss95, z
from .model import Cross, copied, encoder, mixed, states

KINDS = ["title", "aim", "concl", "keys"]
LARGEST = 6500

parser = argparse.ArgumentParser()
parser.add_argument("--pack", type=Path, required=True)
parser.add_argument("--weights", type=Path, required=True, help="the untuned encoder (weights.save)")
parser.add_argument("--embeddings", type=Path, required=True, help="model.onnx that holds the embedding table")
parser.add_argument("--config", type=Path, required=True)
parser.add_argument("--out", type=Path, required=True)
parser.add_argument("--seconds", type=float, default=400, help="for all stages")
parser.add_argument("--scale", type=float, default=1, help="of the batches; below 1 on a CPU")
parser.add_argument("--folds", type=int, default=5, help="0: no figures, the final weights only")
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--keep-folds", action="store_true", help="the fold models of stage 3 too (fold-N.pt), for experiments")
args = parser.parse_args()
began = time.time()
args.out.mkdir(parents=True, exist_ok=True)
device = "cuda" if torch.cuda.is_available() else "cpu"
rng = np.random.default_rng(args.seed)
torch.manual_seed(args.seed)
torch.backends.cuda.matmul.allow_tf32 = True
notes = (args.out / "log.txt").open("a")


def say(text: str) -> None:
    line = f"{time.time() - began:7.1f} s  {text}"
    print(line, flush=True)
    notes.write(line + "\n")
    notes.flush()


def sized(count: int) -> int:
    return max(4, round(count * args.scale))


data = Data(args.pack, device)
base_state = weights.read(args.weights)
table = weights.word_embeddings(args.embeddings)
fresh = lambda state: encoder(args.config, state, table, device)  # noqa: E731
say(f"{device}: {data.n} records, {len(data.names)} reviews, {len(data.kinds)} protocol texts")


@torch.no_grad()
def embed(model, key: str, rows: np.ndarray, longest: int) -> torch.Tensor:
    """Unit vectors [n, width], fp16 on the device."""
    model.eval()
    size = data.ranges(key, rows)[1].cpu().numpy()
    out = torch.zeros(len(rows), model.config.hidden_size, dtype=torch.float16, device=device)
    order = np.argsort(size, kind="stable")
    for part in np.array_split(order, max(1, len(order) // (2048 if device == "cuda" else 32))):
        v = F.normalize(states(model, data.single(key, rows[part], longest)), dim=1)
        out[torch.from_numpy(part).to(device)] = v.half()
    return out


everyone = np.arange(data.n)


def run(model, seconds: float, most: int, lr: float, loss_of, label: str) -> dict:
    """Trains within the seconds; returns the mean of the weights over the last third (averaging is worth a seed or two)."""
    model.train()
    params = [p for p in model.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(params, lr=lr, weight_decay=0.01, fused=device == "cuda")
    steps, step, start, kept, count, losses = most, 0, time.time(), None, 0, []
    while step < steps:
        if step == 4:
            start = time.time()
        if step in (8, 24):  # the rate is known: plan the whole
            steps = min(most, max(step + 4, int((step - 4) * seconds / (time.time() - start))))
        done = step / steps
        for group in optimiser.param_groups:
            group["lr"] = lr * min(1, (step + 1) / max(1, 0.06 * steps)) * max(0.02, 1 - done)
        loss = loss_of(done)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(params, 1.0)
        optimiser.step()
        step += 1
        losses.append(loss.detach())
        if step > steps * 2 / 3 and step % max(1, steps // 30) == 0:
            now = copied(model)
            kept = now if kept is None else {n: kept[n] + now[n] if now[n].is_floating_point() else now[n] for n in now}
            count += 1
    first, last = (float(torch.stack(part).mean()) for part in (losses[: max(1, len(losses) // 10)], losses[-max(1, len(losses) // 10) :]))
    say(f"{label}: {steps} steps, {steps / max(1e-9, time.time() - start):.1f} a second, loss {first:.3f} → {last:.3f}")
    return copied(model) if kept is None else {n: v / count if v.is_floating_point() else v for n, v in kept.items()}


# 1 base
base = fresh(base_state)
vectors = embed(base, "tokens", everyone, 128)
query_vectors = embed(base, "query", np.arange(len(data.kinds)), 128)
say("base vectors")


def clusters(v: torch.Tensor, k: int, rounds: int = 8) -> np.ndarray:
    pick = torch.from_numpy(rng.choice(len(v), k, replace=False)).to(device)
    centres = v[pick].float()
    for _ in range(rounds):
        near = torch.cat([(part.float() @ centres.T).argmax(1) for part in v.split(16384)])
        centres = F.normalize(torch.zeros_like(centres).index_add_(0, near, v.float()), dim=1)
    return near.cpu().numpy()


cluster = clusters(vectors, min(1000, data.n // 20))
size_of = np.bincount(cluster)


def chosen(kind: str, count: int) -> np.ndarray:
    """Records whose query of this kind exists, evenly over the clusters."""
    length = data.ranges(kind, everyone)[1].cpu().numpy()
    rest = data.ranges("tokens", everyone)[1].cpu().numpy() - (data.title if kind == "title" else 0)
    able = np.flatnonzero((length >= 5) & (rest >= 40))
    share = 1 / size_of[cluster[able]]
    return rng.choice(able, min(count, len(able)), replace=False, p=share / share.sum())


made = {kind: chosen(kind, sized(40000) if device == "cuda" else sized(3000)) for kind in KINDS}
made = {kind: rows for kind, rows in made.items() if len(rows) >= 32}
NEAR = 24
near: dict[str, np.ndarray] = {}
for kind, rows in made.items():
    asked = embed(base, kind, rows, 64)
    out = np.full((len(rows), NEAR), -1, np.int64)
    for review, own in enumerate(data.rows):
        mine = np.flatnonzero(data.review[rows] == review)
        if len(mine) == 0 or len(own) < NEAR + 16:
            continue
        docs = vectors[torch.from_numpy(own).to(device)].float()
        for part in np.array_split(mine, max(1, len(mine) // 4096)):
            s = asked[torch.from_numpy(part).to(device)].float() @ docs.T
            own_at = torch.from_numpy(rows[part] - own[0]).to(device)
            positive = s.gather(1, own_at[:, None])
            alike = docs[own_at] @ docs.T > 0.92
            s = s.masked_fill((s > positive - 0.02) | alike, -9)  # perhaps right answers too (false negatives): never used
            out[part] = own[s.topk(NEAR + 4, dim=1).indices[:, 4:].cpu().numpy()]
    good = out[:, 0] >= 0
    made[kind], near[kind] = rows[good], out[good]
say("queries made: " + ", ".join(f"{k} {len(v)}" for k, v in made.items()))


def made_batch(count: int, hard: int):
    """A batch of one kind: (kind, rows of the positives, [count, hard] rows of the negatives)."""
    kinds = list(made)
    kind = kinds[rng.integers(len(kinds))]
    at = rng.integers(len(made[kind]), size=count)
    columns = rng.integers(NEAR, size=(count, hard))
    return kind, made[kind][at], near[kind][at[:, None], columns]


def pair_loss(model):
    def loss(_done: float) -> torch.Tensor:
        kind, rows, negatives = made_batch(sized(256), 1)
        q = F.normalize(states(model, data.single(kind, rows, 64)), dim=1)
        docs = np.concatenate([rows, negatives[:, 0]])
        hidden = data.hide(kind, docs)  # of the wrong ones too: what is missing must tell nothing
        d = F.normalize(states(model, data.single("tokens", docs, 128, hidden)), dim=1)
        s = q @ d.T / 0.05
        own = torch.from_numpy(np.concatenate([rows, negatives[:, 0]])).to(device)
        same = own[None] == own[: len(rows), None]
        same.fill_diagonal_(False)
        return F.cross_entropy(s.masked_fill(same, -1e4), torch.arange(len(rows), device=device))

    return loss


share = {"pairs": 0.1, "reviews": 0.24, "match": 0.3, "screen": 0.3}
runs = args.folds + 1
model = fresh(base_state)
paired = run(model, args.seconds * share["pairs"], 1200, 2e-5, pair_loss(model), "pairs")
paired = mixed(paired, copied(base), 0.5)

# 3 reviews
level = {r: (data.abstract if (data.abstract[data.rows[r]] >= 0).any() else data.final) for r in range(len(data.names))}
judged = {r: data.final if (data.final[data.rows[r]] >= 0).any() else data.abstract for r in range(len(data.names))}


class Teaching:
    """The reviews that a fold may learn from: included and excluded records, those nearest to the protocol first."""

    def __init__(self, reviews: list[int]):
        self.reviews, self.queries, self.included, self.final, self.excluded = [], {}, {}, {}, {}
        for r in reviews:
            own = data.rows[r]
            include = own[level[r][own] == 1]
            exclude = own[(level[r][own] == 0) & (judged[r][own] != 1)]
            if len(include) < 2 or len(exclude) < 20:
                continue
            self.reviews.append(r)
            self.queries[r] = np.flatnonzero(data.query_review == r)
            self.included[r] = include
            self.final[r] = own[judged[r][own] == 1]
            both = data.query_of(r, "both")
            s = vectors[torch.from_numpy(exclude).to(device)].float() @ query_vectors[both].float()
            self.excluded[r] = exclude[s.argsort(descending=True).cpu().numpy()]

    def group(self, done: float, negatives: int) -> tuple[int, int, np.ndarray]:
        """(review, relevant record, records to beat): easy ones first, harder ones as training goes on (curriculum)."""
        r = self.reviews[rng.integers(len(self.reviews))]
        pool = self.final[r] if len(self.final[r]) > 1 and rng.random() < 0.5 else self.included[r]
        hard = int(round(negatives * (0.25 + 0.45 * done)))
        excluded = self.excluded[r]
        top = excluded[: max(40, len(excluded) // 8)]
        return r, pool[rng.integers(len(pool))], np.concatenate([rng.choice(top, hard), rng.choice(excluded, negatives - hard)])


LEARN_KINDS = {"title": 3, "both": 4, "question": 1, "all": 2, "criteria": 1, "boolean": 1}


def asked_by(teaching: Teaching, r: int) -> int:
    queries = teaching.queries[r]
    share = np.array([LEARN_KINDS[data.kinds[q]] for q in queries], float)
    return int(rng.choice(queries, p=share / share.sum()))


def review_loss(model, teaching: Teaching):
    def loss(done: float) -> torch.Tensor:
        groups = [teaching.group(done, 7) for _ in range(sized(40))]
        protocol = rng.random() < 0.7
        if protocol:
            batch = data.single("query", np.array([asked_by(teaching, r) for r, _, _ in groups]), 128)
        else:
            batch = data.single("title", np.array([rng.choice(teaching.included[r]) for r, _, _ in groups]), 64)
        q = F.normalize(states(model, batch), dim=1)
        docs = np.array([[positive, *negatives] for _, positive, negatives in groups])
        d = F.normalize(states(model, data.single("tokens", docs.reshape(-1), 128)), dim=1)
        s = q @ d.T / 0.05
        kin = np.array([data.group[r] for r, _, _ in groups])
        allowed = kin[:, None] != np.repeat(kin, docs.shape[1])[None]  # of other reviews all, of the own only the own group's
        for i in range(len(groups)):
            allowed[i, i * docs.shape[1] : (i + 1) * docs.shape[1]] = True
        s = s.masked_fill(~torch.from_numpy(allowed).to(device), -1e4)
        return F.cross_entropy(s, torch.arange(len(groups), device=device) * docs.shape[1])

    return loss


def report(scores: dict[int, np.ndarray], label: str) -> None:
    rows = [r for r in scores if len(data.rows[r]) <= LARGEST and 0 < (judged[r][data.rows[r]] == 1).sum()]
    figures = []
    for r in rows:
        keep = judged[r][data.rows[r]] >= 0
        gold = judged[r][data.rows[r]][keep] == 1
        figures.append((ap(scores[r][keep], gold), wss95(scores[r][keep], gold)))
    if figures:
        say(f"  {label}: AP {np.mean([f[0] for f in figures]):.4f} WSS@95 {np.mean([f[1] for f in figures]):.4f} ({len(figures)} reviews)")


ASK = ["title", "both", "all"]
cosines = {name: np.zeros((data.n, len(ASK)), np.float16) for name in ["base", "pairs", "half", "tuned"]}


def cosines_of(model, name: str, reviews: list[int]) -> torch.Tensor:
    rows = np.concatenate([data.rows[r] for r in reviews])
    v = embed(model, "tokens", rows, 128)
    q = embed(model, "query", np.arange(len(data.kinds)), 128)
    at = 0
    for r in reviews:
        own = data.rows[r]
        part = v[at : at + len(own)].float()
        at += len(own)
        for k, kind in enumerate(ASK):
            query = data.query_of(r, kind)
            if query is not None:
                cosines[name][own, k] = (part @ q[query].float()).half().cpu().numpy()
    return v


def report_cosines(name: str, reviews: list[int]) -> None:
    for k, kind in enumerate(ASK):
        report({r: cosines[name][data.rows[r], k].astype(np.float32) for r in reviews}, f"{name}, {kind}")


def tuning(fold: int | None) -> tuple[list[int], list[int]]:
    every = list(range(len(data.names)))
    return ([r for r in every if data.fold[r] != fold], [r for r in every if data.fold[r] == fold])


all_reviews = list(range(len(data.names)))
between = fresh(paired)
if args.folds:
    cosines_of(base, "base", all_reviews)
    report_cosines("base", all_reviews)
teacher_vectors = cosines_of(between, "pairs", all_reviews)  # of a model that saw no label: it teaches to match in stage 4
if args.folds:
    report_cosines("pairs", all_reviews)
tuned_vectors = torch.zeros(data.n, base.config.hidden_size, dtype=torch.float16, device=device)
for fold in [*range(args.folds), None]:
    learn, held = tuning(fold)
    teaching = Teaching(learn)
    model = fresh(paired)
    last = run(model, args.seconds * share["reviews"] / runs, 500, 3e-5, review_loss(model, teaching), f"reviews, fold {fold}")
    half = mixed(last, copied(base), 0.5)
    if fold is None:
        weights.save(half, args.out / "bi.xz")
    else:
        model.load_state_dict(last)
        cosines_of(model, "tuned", held)
        model.load_state_dict(half)
        if args.keep_folds:
            torch.save({n: v for n, v in half.items() if "word_embeddings" not in n}, args.out / f"fold-{fold}.pt")
        tuned_vectors[torch.from_numpy(np.concatenate([data.rows[r] for r in held])).to(device)] = cosines_of(model, "half", held)
if args.folds:
    for name in ["half", "tuned"]:
        report_cosines(name, all_reviews)
    np.savez_compressed(args.out / "cosines.npz", **cosines)
    small = np.concatenate([data.rows[r] for r in all_reviews if len(data.rows[r]) <= LARGEST])
    v = tuned_vectors[torch.from_numpy(small).to(device)].float()
    scale = v.abs().amax(1, keepdim=True) / 127
    packed = torch.round(v / scale).to(torch.int8).cpu().numpy()
    for part, rows in enumerate(np.array_split(np.arange(len(small)), 2)):
        np.savez(args.out / f"vectors-{part}.npz", rows=small[rows].astype(np.int32), v=packed[rows], scale=scale[torch.from_numpy(rows).to(device)].half().cpu().numpy())
say("bi-encoder written")

# 4 match: the bi-encoder between (no labels seen) teaches beside the right answers
teacher_asked = {kind: embed(between, kind, rows, 64) for kind, rows in made.items()}


def match_loss(cross: Cross):
    def loss(done: float) -> torch.Tensor:
        count, hard, easy = sized(48), 5, 2
        kinds = list(made)
        kind = kinds[rng.integers(len(kinds))]
        at = rng.integers(len(made[kind]), size=count)
        rows = made[kind][at]
        negatives = near[kind][at[:, None], rng.integers(NEAR, size=(count, hard))]
        own = np.array([rng.integers(data.rows[r][0], data.rows[r][-1] + 1, size=easy) for r in data.review[rows]])
        docs = np.concatenate([rows[:, None], negatives, own], 1)
        width = docs.shape[1]
        hidden = data.hide(kind, docs.reshape(-1))  # of the wrong ones too: what is missing must tell nothing
        s = cross(data.pair(kind, np.repeat(rows, width), docs.reshape(-1), 48, 176, hidden)).view(count, width)
        t = torch.from_numpy(docs).to(device)
        clash = (t[:, 1:] == t[:, :1])
        s = torch.cat([s[:, :1], s[:, 1:].masked_fill(clash, -1e4)], 1)
        right = F.cross_entropy(s, torch.zeros(count, dtype=torch.long, device=device))
        q = teacher_asked[kind][torch.from_numpy(at).to(device)].float()
        opinion = torch.einsum("qw,qdw->qd", q, teacher_vectors[t].float()) / 0.05
        others = opinion[:, 1:].masked_fill(clash, -1e4)
        taught = F.kl_div(F.log_softmax(s[:, 1:], 1), F.softmax(others, 1), reduction="batchmean")
        return right + 0.5 * taught

    return loss


cross = Cross(fresh(paired))
matched = run(cross, args.seconds * share["match"], 6000, 8e-5, match_loss(cross), "match")


# 5 screen
def screen_loss(cross: Cross, teaching: Teaching):
    def loss(done: float) -> torch.Tensor:
        groups = [teaching.group(done, 9) for _ in range(sized(16))]
        asked = np.array([asked_by(teaching, r) for r, _, _ in groups])
        docs = np.array([[positive, *negatives] for _, positive, negatives in groups])
        s = cross(data.pair("query", np.repeat(asked, docs.shape[1]), docs.reshape(-1), 96, 224)).view(len(groups), -1)
        return F.cross_entropy(s, torch.zeros(len(groups), dtype=torch.long, device=device))

    return loss


crosses = {name: np.zeros((data.n, len(ASK)), np.float16) for name in ["match", "screen"]}


@torch.no_grad()
def cross_scores(cross: Cross, name: str, reviews: list[int], kinds: list[str]) -> None:
    cross.eval()
    for r in reviews:
        own = data.rows[r]
        order = own[np.argsort(data.ranges("tokens", own)[1].cpu().numpy(), kind="stable")]
        for kind in kinds:
            query = data.query_of(r, kind)
            if query is None:
                continue
            for part in np.array_split(order, max(1, len(order) // (1024 if device == "cuda" else 16))):
                s = cross(data.pair("query", np.full(len(part), query), part, 96, 224))
                crosses[name][part, ASK.index(kind)] = s.float().cpu().numpy()


def report_cross(name: str, reviews: list[int], kinds: list[str]) -> None:
    for kind in kinds:
        k = ASK.index(kind)
        report({r: crosses[name][data.rows[r], k].astype(np.float32) for r in reviews}, f"{name}, {kind}")
        for bi in ["base", "half"]:
            both = {r: z(crosses[name][data.rows[r], k].astype(np.float32)) + z(cosines[bi][data.rows[r], 1].astype(np.float32)) for r in reviews}
            report(both, f"{name}, {kind} + {bi} cosine of both")


if args.folds:
    some = [r for r in all_reviews if len(data.rows[r]) <= 2600]
    cross_scores(cross, "match", some, ["both"])
    report_cross("match", some, ["both"])
for fold in [*range(args.folds), None]:
    learn, held = tuning(fold)
    teaching = Teaching(learn)
    cross.load_state_dict(matched)
    last = run(cross, args.seconds * share["screen"] / runs, 600, 3e-5, screen_loss(cross, teaching), f"screen, fold {fold}")
    if fold is None:
        weights.save(last, args.out / "cross.xz")
    else:
        cross.load_state_dict(last)
        cross_scores(cross, "screen", held, ASK)
if args.folds:
    report_cross("screen", all_reviews, ASK)
    np.savez_compressed(args.out / "crosses.npz", **crosses)
say("done")
