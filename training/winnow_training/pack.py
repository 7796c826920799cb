"""All reviews as token numbers, one compressed file: everything that training needs, so that it may run where no data and no tokenizer lie.

Tables: `tokens` of all records end to end with `at` (n+1 offsets); `title` tokens that are title; `aim` [n,2] range of the aim's sentence; `cut` where
the conclusion begins; `concl`/`concl_at`, `keys`/`keys_at` likewise; `review` number of the record's review; `final`, `abstract` labels 1, 0, -1 unknown;
`query`/`query_at`, `query_review`, `query_kind` the protocols' texts. No [CLS] or [SEP] inside.
"""

import json
import lzma
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from .queries import conclusion, keyword_string, objective, protocol_queries
from .reviews import folds, load, names

RECORD, QUERY = 190, 128


def ragged(parts: list[list[int]]) -> tuple[np.ndarray, np.ndarray]:
    at = np.zeros(len(parts) + 1, np.int64)
    np.cumsum([len(p) for p in parts], out=at[1:])
    return np.array([t for p in parts for t in p], np.uint16), at


def pack(tokenizer_file: Path, target: Path, folder: Path | None = None, total: int | None = None, record: int = RECORD) -> None:
    """@param record tokens of a record at most
    @param total about so many records in all, out of the smallest reviews, at most a tenth of it a review (relevant ones first): a quick slice"""
    tokenizer = Tokenizer.from_file(str(tokenizer_file))
    tokenizer.no_padding()
    tokenizer.no_truncation()

    def ids(texts: list[str]) -> list:
        return tokenizer.encode_batch(texts, add_special_tokens=False)

    records, titles, aims, cuts, concls, keys, review_of, final, abstract, record_ids = [], [], [], [], [], [], [], [], [], []
    queries, query_review, query_kind = [], [], []
    known = names(folder)
    limit = None if total is None else max(40, total // 10)
    if limit is not None:
        known = sorted(sorted(known, key=lambda n: (folder or known_folder()).joinpath(n, "records.tsv.gz").stat().st_size)[:10])
    for number, name in enumerate(known):
        review = load(name, folder)
        labels = review.labels("final")
        chosen = range(len(review.records))
        if limit is not None and len(review.records) > limit:
            order = np.random.default_rng(number).permutation(len(review.records))
            wanted = sorted(order, key=lambda i: -(labels[i] or 0))[:limit]
            chosen = sorted(int(i) for i in wanted)
        rows = [review.records[i] for i in chosen]
        for r, i in zip(rows, chosen):
            final.append(-1 if labels[i] is None else labels[i])
            abstract.append(int(r["label_abstract"]) if r["label_abstract"] != "" else -1)
            review_of.append(number)
            record_ids.append(r["id"])
        title_ids = ids([r["title"].rstrip(". ") + "." for r in rows])
        abstract_ids = ids([r["abstract"] for r in rows])
        ends = [conclusion(r["abstract"]) for r in rows]
        for r, t, a, (_, start) in zip(rows, title_ids, abstract_ids, ends):
            head = t.ids[: record // 2] if r["title"] else []
            records.append((head + a.ids)[:record])
            titles.append(len(head))
            begins = [offset[0] for offset in a.offsets]
            s, e = objective(r["abstract"])
            token = lambda c: int(np.searchsorted(begins, c)) + len(head)  # noqa: E731
            aims.append((min(token(s), record), min(token(e), record)) if e > s else (0, 0))
            cuts.append(min(token(start), record))
        concls += [e.ids[:48] for e in ids([text for text, _ in ends])]
        keys += [e.ids[:32] for e in ids([keyword_string(r) for r in rows])]
        for kind, text in protocol_queries(review).items():
            queries.append(ids([text])[0].ids[:QUERY])
            query_review.append(number)
            query_kind.append(kind)
    fold = folds(5, folder)
    groups = json.loads(((folder or known_folder()) / "overlap_groups.json").read_text())
    arrays = {"title": np.array(titles, np.uint8), "aim": np.array(aims, np.uint16), "cut": np.array(cuts, np.uint16), "review": np.array(review_of, np.uint8)}
    arrays |= {"final": np.array(final, np.int8), "abstract": np.array(abstract, np.int8), "query_review": np.array(query_review, np.uint8)}
    for key, parts in {"tokens": records, "concl": concls, "keys": keys, "query": queries}.items():
        arrays[key], at = ragged(parts)
        arrays[f"{key}_len"] = np.diff(at).astype(np.uint16)
    meta = {"names": known, "fold": [fold[n] for n in known], "kinds": query_kind, "groups": groups, "ids": record_ids}
    target.parent.mkdir(parents=True, exist_ok=True)
    with lzma.open(target, "wb", preset=6) as file:
        np.savez(file, meta=np.frombuffer(json.dumps(meta).encode(), np.uint8), **arrays)


def known_folder() -> Path:
    from .reviews import data_folder

    return data_folder()
