"""The research cache of embed.py as plain floats for bench/signs.ts: one .f32 and one .ids.json a review."""

import json
import sys
from pathlib import Path

import numpy as np

from winnow_training.reviews import load, names

source, target = Path(sys.argv[1]), Path(sys.argv[2])
target.mkdir(parents=True, exist_ok=True)
for name in names():
    np.load(source / f"{name}.npz")["records"].astype("<f4").tofile(target / f"{name}.f32")
    (target / f"{name}.ids.json").write_text(json.dumps([r["id"] for r in load(name).records]))
