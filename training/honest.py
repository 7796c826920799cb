"""What the fold models said of reviews they never saw, as evidence for benches: .f32 vectors, .queries.f32 (one row a protocol text), .read.f32, .ids.json.

python honest.py PACK RUN OUT   (RUN: what winnow_training.train wrote). The protocol texts' vectors are solved for from the cosines, which are what matters.
"""

import json
import sys
from pathlib import Path

import numpy as np

from winnow_training.data import Data

pack, run, out = map(Path, sys.argv[1:4])
data = Data(pack, "cpu")
cosines, crosses = np.load(run / "cosines.npz")["half"], np.load(run / "crosses.npz")["screen"]
vectors = np.zeros((data.n, 384), np.float32)
there = np.zeros(data.n, bool)
for file in sorted(run.glob("vectors-*.npz")):
    part = np.load(file)
    vectors[part["rows"]] = part["v"].astype(np.float32) * part["scale"].astype(np.float32)
    there[part["rows"]] = True
vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
out.mkdir(parents=True, exist_ok=True)
for review, name in enumerate(data.names):
    own = data.rows[review]
    if not there[own].all():
        continue
    vectors[own].astype("<f4").tofile(out / f"{name}.f32")
    solved = np.linalg.lstsq(vectors[own], cosines[own].astype(np.float32), rcond=1e-4)[0].T
    solved.astype("<f4").tofile(out / f"{name}.queries.f32")
    crosses[own, 1].astype("<f4").tofile(out / f"{name}.read.f32")
    (out / f"{name}.ids.json").write_text(json.dumps([data.ids[i] for i in own]))
