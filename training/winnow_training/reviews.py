"""Which labelled reviews are there, and how are they split? Reads a folder of reviews (records.tsv.gz, protocol.json)."""

import csv
import gzip
import json
import os
from dataclasses import dataclass
from pathlib import Path

csv.field_size_limit(10**9)


def data_folder() -> Path:
    """WINNOW_REVIEWS, else ../shared/data/screening beside the checkout."""
    return Path(os.environ.get("WINNOW_REVIEWS", Path(__file__).resolve().parents[3] / "shared" / "data" / "screening"))


@dataclass(frozen=True)
class Review:
    name: str
    records: list[dict]
    protocol: dict

    def labels(self, level: str = "final") -> list[int | None]:
        """1, 0 or None (leaves the set). An empty final label where the abstract label is 0 counts as 0 (PRODUCT, labelled sets).

        A review without any label of the asked level is judged by the other.
        """
        has = {k: any(r[f"label_{k}"] != "" for r in self.records) for k in ("final", "abstract")}
        use = level if has[level] else ("abstract" if level == "final" else "final")
        out: list[int | None] = []
        for r in self.records:
            value = r[f"label_{use}"]
            if value == "" and use == "final" and r["label_abstract"] == "0":
                value = "0"
            out.append(None if value == "" else int(value))
        return out

    def text(self, i: int) -> str:
        r = self.records[i]
        return ". ".join(part for part in (r["title"].rstrip(". "), r["abstract"]) if part)

    def queries(self) -> dict[str, str]:
        p = self.protocol
        parts = {"title": p.get("title") or "", "question": p.get("question") or "", "criteria": " ".join(p.get("criteria") or []), "boolean": p.get("boolean_query") or ""}
        parts["both"] = ". ".join(x for x in (parts["title"], parts["question"]) if x)
        return {k: v for k, v in parts.items() if v.strip()}


def load(name: str, folder: Path | None = None) -> Review:
    at = (folder or data_folder()) / name
    with gzip.open(at / "records.tsv.gz", "rt", encoding="utf-8", newline="") as file:
        records = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return Review(name, records, json.loads((at / "protocol.json").read_text()))


def names(folder: Path | None = None) -> list[str]:
    at = folder or data_folder()
    return sorted(p.name for p in at.iterdir() if (p / "records.tsv.gz").exists())


def folds(count: int = 5, folder: Path | None = None) -> dict[str, int]:
    """Fold of each review; reviews that share records stay together. Groups are dealt out by size, largest first, to the smallest fold."""
    at = folder or data_folder()
    raw = json.loads((at / "overlap_groups.json").read_text())
    groups = raw["groups"] if isinstance(raw, dict) and "groups" in raw else raw
    groups = list(groups.values()) if isinstance(groups, dict) else groups
    known = names(folder)
    group_of = {}
    for g, members in enumerate(groups):
        for m in members if isinstance(members, list) else members.get("reviews", []):
            group_of[m] = g
    loose = {n: group_of.get(n, f"alone-{n}") for n in known}
    by_group: dict = {}
    for n, g in loose.items():
        by_group.setdefault(g, []).append(n)
    sizes = [0] * count
    fold_of = {}
    for members in sorted(by_group.values(), key=lambda m: (-len(m), m[0])):
        fold = min(range(count), key=lambda f: (sizes[f], f))
        for m in members:
            fold_of[m] = fold
        sizes[fold] += len(members)
    return fold_of
