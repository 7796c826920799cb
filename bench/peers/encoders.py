"""Encoders by Python's onnxruntime and tokenizers, for bench/models.ts.

make DIR TOKENIZER_FOLDER   random-weight BERT shapes (L6-H384, L12-H384, base) in fp32 and int8, and one large MatMul
run FOLDER TEXTS TOKENS THREADS ALONE   one JSON line: records a second by wall clock and by processor second, first answer, memory
peak FILE THREADS           one JSON line: GFLOP/s of the MatMul
"""

import json
import resource
import shutil
import sys
import time
from pathlib import Path

import numpy as np


def make(target: Path, tokenizer: Path) -> None:
    import onnx
    import torch
    from onnx import TensorProto, helper
    from transformers import BertConfig, BertModel

    sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "training"))
    from winnow_training.export import Encoder, to_int8, to_onnx

    torch.manual_seed(1)
    shapes = {"l6": (6, 384, 12, 1536), "l12": (12, 384, 12, 1536), "base": (12, 768, 12, 3072)}
    for name, (layers, width, heads, inner) in shapes.items():
        fp32, int8 = target / f"{name}-fp32", target / f"{name}-int8"
        if (int8 / "model.onnx").exists():
            continue
        config = BertConfig(num_hidden_layers=layers, hidden_size=width, num_attention_heads=heads, intermediate_size=inner, attn_implementation="eager")
        for folder in (fp32, int8):
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(tokenizer / "tokenizer.json", folder / "tokenizer.json")
            card = {"name": folder.name, "title": folder.name, "kind": "bi-encoder", "architecture": "bert", "width": width, "maxTokens": 512,
                    "shape": {"layers": layers, "width": width, "inner": inner}}
            (folder / "model.json").write_text(json.dumps(card))
        to_onnx(Encoder(BertModel(config, add_pooling_layer=False)), fp32 / "model.onnx", "last_hidden_state")
        to_int8(fp32 / "model.onnx", int8 / "model.onnx")
    if not (target / "matmul.onnx").exists():
        size = 1536
        shape = [size, size]
        graph = helper.make_graph(
            [helper.make_node("MatMul", ["a", "b"], ["c"])], "matmul",
            [helper.make_tensor_value_info("a", TensorProto.FLOAT, shape)], [helper.make_tensor_value_info("c", TensorProto.FLOAT, shape)],
            [helper.make_tensor("b", TensorProto.FLOAT, shape, np.random.default_rng(0).random(size * size, dtype=np.float32).tobytes(), raw=True)],
        )
        onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9), str(target / "matmul.onnx"))


def session(path: Path, threads: int):
    import onnxruntime as ort

    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    return ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def run(folder: Path, texts: list[str], tokens: int, threads: int, alone: bool) -> dict:
    from tokenizers import Tokenizer

    began = time.perf_counter()
    network = session(folder / "model.onnx", threads)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(tokens)
    tokenizer.no_padding()
    started, cpu = time.perf_counter(), time.process_time()
    first = None
    for at in range(0, len(texts), 128):
        ids = [encoding.ids for encoding in tokenizer.encode_batch(texts[at : at + 128])]
        order = sorted(range(len(ids)), key=lambda i: -len(ids[i]))
        while order:
            most = len(ids[order[0]])
            count = 1 if alone else max(1, 320 // most)
            batch, order = order[:count], order[count:]
            given = np.zeros((len(batch), most), dtype=np.int64)
            mask = np.zeros_like(given)
            for row, i in enumerate(batch):
                given[row, : len(ids[i])] = ids[i]
                mask[row, : len(ids[i])] = 1
            states = network.run(None, {"input_ids": given, "attention_mask": mask, "token_type_ids": np.zeros_like(given)})[0]
            vectors = (states * mask[:, :, None]).sum(1) / mask.sum(1, keepdims=True)
            vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
            first = first or time.perf_counter() - started
    wall, used = time.perf_counter() - started, time.process_time() - cpu
    return {"perSecond": len(texts) / wall, "perCpuSecond": len(texts) / used, "startMs": (started - began) * 1000, "firstMs": first * 1000,
            "rssMb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000}


def peak(path: Path, threads: int) -> dict:
    network = session(path, threads)
    size = network.get_inputs()[0].shape[0]
    a = np.random.default_rng(1).random((size, size), dtype=np.float32)
    best, best_cpu = 0.0, 0.0
    for _ in range(12):
        wall, cpu = time.perf_counter(), time.process_time()
        network.run(None, {"a": a})
        best = max(best, 2 * size**3 / (time.perf_counter() - wall) / 1e9)
        best_cpu = max(best_cpu, 2 * size**3 / max(1e-9, time.process_time() - cpu) / 1e9)
    return {"gflops": best, "gflopsPerCpu": best_cpu}


if __name__ == "__main__":
    what, *rest = sys.argv[1:]
    if what == "make":
        make(Path(rest[0]), Path(rest[1]))
    elif what == "peak":
        print(json.dumps(peak(Path(rest[0]), int(rest[1]))))
    else:
        texts = json.loads(Path(rest[1]).read_text())
        print(json.dumps(run(Path(rest[0]), texts, int(rest[2]), int(rest[3]), rest[4] == "alone")))
