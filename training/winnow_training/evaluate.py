"""How good is a ranking? The measures of winnow's own simulate, for training's use."""

import numpy as np


def places(scores: np.ndarray, gold: np.ndarray) -> np.ndarray:
    """1-based ranks of the relevant records; ties in the order of the file."""
    return np.flatnonzero(gold[np.argsort(-scores, kind="stable")]) + 1


def ap(scores: np.ndarray, gold: np.ndarray) -> float:
    p = places(scores, gold)
    return float(np.mean(np.arange(1, len(p) + 1) / p))


def wss95(scores: np.ndarray, gold: np.ndarray) -> float:
    p = places(scores, gold)
    return (len(gold) - int(p[int(np.ceil(0.95 * len(p) - 1e-9)) - 1])) / len(gold) - 0.05


def z(scores: np.ndarray) -> np.ndarray:
    return (scores - scores.mean()) / max(float(scores.std()), 1e-9)
