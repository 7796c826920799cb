"""How long does scikit-learn's LinearSVC take for one fit on the matrix that bench/rerank.ts wrote, and does it decide the same?

python linear_svc.py FOLDER prints {"ms": median CPU time, "difference": largest |decision value - ours| over all rows}.
"""
import json
import sys
import time

import numpy as np
from scipy import sparse
from sklearn.svm import LinearSVC

folder = sys.argv[1]
shape = json.load(open(f"{folder}/shape.json"))


def read(name, kind):
    return np.fromfile(f"{folder}/{name}", dtype=kind)


x = sparse.csr_matrix(
    (read("value.f32", "<f4").astype(np.float64), read("index.u32", "<u4").astype(np.int32), read("start.u32", "<u4").astype(np.int32)),
    shape=(shape["n"], shape["width"]),
)
at, y, cost = read("at.u32", "<u4"), read("y.i8", "i1"), read("cost.f64", "<f8")
rows = x[at]
times = []
for _ in range(shape["rounds"]):
    start = time.process_time()
    # The cost is in the sample weights: C * weight is what the solver sees.
    model = LinearSVC(C=1.0).fit(rows, y, sample_weight=cost)
    times.append(time.process_time() - start)
ours = x @ read("weights.f64", "<f8") + shape["intercept"]
print(json.dumps({"ms": 1e3 * float(np.median(times)), "difference": float(np.abs(model.decision_function(x) - ours).max())}))
