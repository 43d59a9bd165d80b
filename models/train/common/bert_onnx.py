"""Builds the int8 ONNX graph of a BERT encoder from its PyTorch weights (Hugging Face names)."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from train.common.onnx_graph import FLOAT, INT64, GraphBuilder, tensor

INPUTS = [tensor(name, INT64, ["batch", "sequence"]) for name in ("input_ids", "attention_mask", "token_type_ids")]


def encoder(graph: GraphBuilder, weights: dict[str, np.ndarray], config: dict, bits: int, small: bool = False) -> str:
    """Adds the encoder; returns the name of the last hidden state [batch, sequence, hidden].

    `small` packs the word table in four bits and gives each row of activations its own scale. Together this is as exact as eight bits
    with one scale for all, and a quarter smaller, and the states of a text no longer depend on the texts beside it.
    """
    linear = graph.linear_by_row if small else graph.linear
    embedding = graph.packed_embedding if small else graph.embedding
    hidden, heads = config["hidden_size"], config["num_attention_heads"]
    epsilon = config["layer_norm_eps"]

    positions = graph.node(
        "Range",
        [
            graph.constant("zero", np.array(0, np.int64)),
            graph.node("Gather", [graph.node("Shape", ["input_ids"]), graph.constant("one", np.array(1, np.int64))], axis=0),
            graph.constant("one", np.array(1, np.int64)),
        ],
    )
    x = embedding("words", weights["embeddings.word_embeddings.weight"], "input_ids")
    x = graph.node("Add", [x, graph.embedding("positions", weights["embeddings.position_embeddings.weight"], positions)])
    kinds = graph.constant("kinds", weights["embeddings.token_type_embeddings.weight"])
    x = graph.node("Add", [x, graph.node("Gather", [kinds, "token_type_ids"], axis=0)])
    x = graph.layer_norm("embeddings.norm", x, weights["embeddings.LayerNorm.weight"], weights["embeddings.LayerNorm.bias"], epsilon)

    mask = graph.node("Unsqueeze", ["attention_mask", graph.constant("axes", np.array([1, 2], np.int64))])
    mask = graph.node("Cast", [mask], to=FLOAT)
    mask = graph.node("Sub", [mask, graph.constant("unit", np.array(1, np.float32))])
    mask = graph.node("Mul", [mask, graph.constant("far", np.array(1e9, np.float32))])

    split = graph.constant("split", np.array([0, 0, heads, hidden // heads], np.int64))
    join = graph.constant("join", np.array([0, 0, hidden], np.int64))
    half = graph.constant("half", np.array(0.5, np.float32))
    unit = graph.constant("unit", np.array(1, np.float32))
    root = graph.constant("root", np.array(np.sqrt(2), np.float32))
    for layer in range(config["num_hidden_layers"]):
        at = f"encoder.layer.{layer}."

        def weight(name: str) -> np.ndarray:
            return weights[at + name + ".weight"].T

        def bias(name: str) -> np.ndarray:
            return weights[at + name + ".bias"]

        # One product for query, key and value: x is quantized once. The 1/sqrt(d) of attention goes into the query.
        names = [f"attention.self.{n}" for n in ("query", "key", "value")]
        shrink = 1 / np.sqrt(hidden // heads)
        factors = [shrink, 1.0, 1.0]
        together = np.concatenate([weight(n) * f for n, f in zip(names, factors)], axis=1)
        biases = np.concatenate([bias(n) * f for n, f in zip(names, factors)])
        three = linear(at + "qkv", x, together, biases, bits)
        query, key, value = (graph.node("Reshape", [part, split]) for part in graph.nodes_with_outputs("Split", [three], 3, axis=-1))
        query = graph.node("Transpose", [query], perm=[0, 2, 1, 3])
        key = graph.node("Transpose", [key], perm=[0, 2, 3, 1])
        value = graph.node("Transpose", [value], perm=[0, 2, 1, 3])
        attention = graph.node("Softmax", [graph.node("Add", [graph.node("MatMul", [query, key]), mask])], axis=-1)
        mixed = graph.node("Transpose", [graph.node("MatMul", [attention, value])], perm=[0, 2, 1, 3])
        mixed = graph.node("Reshape", [mixed, join])
        name = "attention.output.dense"
        y = graph.node("Add", [linear(at + name, mixed, weight(name), bias(name), bits), x])
        norm = at + "attention.output.LayerNorm"
        x = graph.layer_norm(norm, y, weights[norm + ".weight"], weights[norm + ".bias"], epsilon)

        name = "intermediate.dense"
        wide = linear(at + name, x, weight(name), bias(name), bits)
        gate = graph.node("Add", [graph.node("Erf", [graph.node("Div", [wide, root])]), unit])
        wide = graph.node("Mul", [graph.node("Mul", [wide, gate]), half])
        name = "output.dense"
        y = graph.node("Add", [linear(at + name, wide, weight(name), bias(name), bits), x])
        norm = at + "output.LayerNorm"
        x = graph.layer_norm(norm, y, weights[norm + ".weight"], weights[norm + ".bias"], epsilon)
    return x


def export_encoder(path: Path, weights: dict[str, np.ndarray], config: dict, bits: int = 7) -> None:
    graph = GraphBuilder()
    x = encoder(graph, weights, config, bits, small=True)
    graph.node("Identity", [x], "last_hidden_state")
    graph.save(path, INPUTS, [tensor("last_hidden_state", FLOAT, ["batch", "sequence", config["hidden_size"]])], "bert")
