"""Trained weights to model folders that the app loads: python build.py RUN [--to ../resources/models] [--check]

RUN holds bi.xz and cross.xz as winnow_training.train wrote them. Kept in resources/models: winnow-bi and winnow-cross, int8.
"""

import argparse
import json
import shutil
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer

from winnow_training import weights
from winnow_training.export import CrossEncoder, Encoder, write_model
from winnow_training.data import Data
from winnow_training.model import encoder
from winnow_training.smooth import smooth

here = Path(__file__).resolve().parent
parser = argparse.ArgumentParser()
parser.add_argument("run", type=Path)
parser.add_argument("--to", type=Path, default=here.parent / "resources" / "models")
parser.add_argument("--source", type=Path, default=here.parent / "resources" / "models" / "winnow-bi", help="tokenizer, settings and embedding table")
parser.add_argument("--pack", type=Path, help="packed reviews to calibrate on; RUN/pack.xz")
parser.add_argument("--date", default="2026-11-26")
parser.add_argument("--oracle", type=Path, help="records.json of test/samples/models: writes shipped.json beside it, what the fp32 weights say of these texts")
args = parser.parse_args()

shared = {
    "architecture": "bert",
    "pooling": "mean",
    "maxTokens": 512,
    "prefixes": {"query": "", "passage": ""},
    "licence": "Apache-2.0",
}
origin = "tuned from sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0) on 41 labelled reviews; recipe, data and figures in CARD.md"
question = "Low-salt diets for raised blood pressure. Does eating less salt lower blood pressure in adults?"
said: dict = {"query": question}


@torch.no_grad()
def say(name: str, module: torch.nn.Module) -> None:
    """What the weights say in fp32, through Hugging Face's tokenizer."""
    tokenizer = Tokenizer.from_file(str(args.source / "tokenizer.json"))
    tokenizer.no_padding()
    out = []
    for text in json.loads(args.oracle.read_text()):
        pair = name == "winnow-cross"
        tokenizer.enable_truncation(224 if pair else 128, strategy="only_second" if pair else "longest_first")
        encoding = tokenizer.encode(question, text) if pair else tokenizer.encode(text)
        batch = [torch.tensor([ids]) for ids in (encoding.ids, encoding.attention_mask, encoding.type_ids)]
        value = module(*batch)
        if not pair:
            value = F.normalize(value.mean(1), dim=1)
        out.append([round(float(v), 6) for v in value[0]])
    said[name] = out


def usual(name: str):
    """200 records as the model sees them, with the protocol texts of their reviews."""
    data = Data(args.pack or args.run / "pack.xz", "cpu")
    rng = np.random.default_rng(0)
    for row in rng.permutation(data.n)[:200]:
        if name == "winnow-bi":
            yield data.single("tokens", np.array([row]), 128)
        else:
            asked = rng.choice(np.flatnonzero(data.query_review == data.review[row]))
            yield data.pair("query", np.array([asked]), np.array([row]), 96, 224)


table = weights.word_embeddings(args.source / "model.onnx")
for name, file, card in [
    ("winnow-bi", "bi.xz", {"title": "Winnow’s encoder (MiniLM-L6, tuned for screening, int8)", "kind": "bi-encoder", "normalise": True, "width": 384, "bestTokens": 128}),
    ("winnow-cross", "cross.xz", {"title": "Winnow’s reader of question and record (MiniLM-L6, int8)", "kind": "cross-encoder", "normalise": False, "width": 1, "bestTokens": 224}),
]:
    state = weights.read(args.run / file)
    head = None
    if "head.weight" in state:
        head = torch.nn.Linear(384, 1)
        head.load_state_dict({"weight": state.pop("head.weight"), "bias": state.pop("head.bias")})
        state = {key.removeprefix("model."): value for key, value in state.items()}
    model = encoder(args.source / "config.json", state, table, "cpu")
    model.config._attn_implementation = "eager"
    smooth(model, usual(name))
    module = Encoder(model) if head is None else CrossEncoder(model, head)
    if args.oracle:
        say(name, module.eval())
    write_model(args.to / name, module, args.source, {"name": name, **card, **shared, "provenance": f"{origin}; {args.date}"}, "last_hidden_state" if head is None else "logits")
    shutil.copyfile(args.source / "LICENSE", args.to / name / "LICENSE")
    print(args.to / name)
if args.oracle:
    (args.oracle.parent / "shipped.json").write_text(json.dumps(said) + "\n")
