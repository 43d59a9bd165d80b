"""Writes a decoder's graph again as the kernels compute it: each product with the weights that they hold, and with rounded activations.

ONNX Runtime then gives the scores that the kernels must give, so that a difference beyond the order of sums is an error.
"""

from __future__ import annotations

import numpy as np
import onnx
from onnx import helper, numpy_helper

BLOCK = 32


def half(values: np.ndarray) -> np.ndarray:
    return values.astype(np.float16).astype(np.float32)


def eight_bits(weight: np.ndarray) -> np.ndarray:
    """Rows of floats as whole numbers of 8 bits, with a 16-bit scale for 32 of them."""
    blocks = weight.astype(np.float32).reshape(-1, BLOCK)
    scales = half(np.abs(blocks).max(-1, keepdims=True) / 127)
    numbers = np.round(blocks / np.where(scales == 0, 1, scales))
    return (np.clip(numbers, -127, 127) * scales).reshape(weight.shape)


def in_floats(model: onnx.ModelProto) -> None:
    """The kernels compute in 32 bits throughout."""
    half_type, float_type = onnx.TensorProto.FLOAT16, onnx.TensorProto.FLOAT
    for each in model.graph.initializer:
        if each.data_type == half_type:
            each.CopyFrom(numpy_helper.from_array(numpy_helper.to_array(each).astype(np.float32), each.name))
    for slot in [*model.graph.input, *model.graph.output]:
        if slot.type.tensor_type.elem_type == half_type:
            slot.type.tensor_type.elem_type = float_type
    for node in model.graph.node:
        for attribute in node.attribute:
            if node.op_type == "Cast" and attribute.i == half_type:
                attribute.i = float_type
    del model.graph.value_info[:]


class Rounded:
    def __init__(self, model: onnx.ModelProto) -> None:
        in_floats(model)
        self.graph = model.graph
        self.constants = {each.name: numpy_helper.to_array(each) for each in model.graph.initializer}
        for node in model.graph.node:
            if node.op_type == "Constant":
                self.constants[node.output[0]] = numpy_helper.to_array(node.attribute[0].t)
        self.makers = {output: node for node in model.graph.node for output in node.output}
        self.added: dict[str, np.ndarray] = {}
        self.nodes: list[onnx.NodeProto] = []
        self.rounded: dict[str, str] = {}
        for node in model.graph.node:
            self.write(node)
        del model.graph.node[:]
        model.graph.node.extend(self.nodes)
        for name, value in self.added.items():
            model.graph.initializer.append(numpy_helper.from_array(np.ascontiguousarray(value), name))

    def write(self, node: onnx.NodeProto) -> None:
        if node.op_type == "MatMulNBits":
            self.product(node.output[0], node.input[0], self.grouped(node))
        elif node.op_type == "Mul" and (product := self.integer_product(node)) is not None:
            self.product(node.output[0], self.makers[product.input[0]].input[0], self.whole_numbers(node, product))
        elif node.op_type == "MatMul" and node.input[1] in self.constants:
            self.product(node.output[0], node.input[0], eight_bits(self.constants[node.input[1]].T))
        elif node.op_type == "GatherBlockQuantized":
            table = self.add(f"{node.output[0]}.table", self.grouped_table(node))
            self.nodes.append(helper.make_node("Gather", [table, node.input[1]], list(node.output)))
        elif node.op_type == "Gather" and node.input[1] == "input_ids" and self.constants[node.input[0]].dtype == np.float32:
            table = self.constants[node.input[0]]
            rounded = self.add(f"{node.output[0]}.table", eight_bits(table))
            self.nodes.append(helper.make_node("Gather", [rounded, node.input[1]], list(node.output)))
        elif node.op_type == "GroupQueryAttention" and len(node.input) > 15 and node.input[14]:
            self.attention(node)
        else:
            self.nodes.append(node)

    def attention(self, node: onnx.NodeProto) -> None:
        """ONNX Runtime has no norms of heads within the attention on the CPU, so they go before it."""
        value = {each.name: each for each in node.attribute}
        epsilon = value["qk_norm_epsilon"].f
        for index, weights in ((0, node.input[14]), (1, node.input[15])):
            heads = value["num_heads" if index == 0 else "kv_num_heads"].i
            x, size = node.input[index], self.constants[weights].size
            split = self.add(f"heads.{size}", np.array([1, -1, size], np.int64))
            joined = self.add(f"joined.{heads}.{size}", np.array([1, -1, heads * size], np.int64))
            self.nodes += [
                helper.make_node("Reshape", [x, split], [f"{x}.heads"]),
                helper.make_node("SimplifiedLayerNormalization", [f"{x}.heads", weights], [f"{x}.normal"], axis=-1, epsilon=epsilon),
                helper.make_node("Reshape", [f"{x}.normal", joined], [f"{x}.joined"]),
            ]
            node.input[index] = f"{x}.joined"
        del node.input[14:]
        node.attribute.remove(value["qk_norm_epsilon"])
        self.nodes.append(node)

    def product(self, output: str, x: str, weight: np.ndarray) -> None:
        """x @ weight.T. The precision of x is that of the graph, so the weights and the result take it too."""
        if x not in self.rounded:
            floats, blocks, size, scale, steps, numbers, back = (f"{x}.rounded.{step}" for step in range(7))
            shape = self.add("rounded.blocks", np.array([-1, BLOCK], np.int64))
            one = self.add("rounded.one", np.array(1 / 127, np.float32))
            least = self.add("rounded.least", np.array(1e-30, np.float32))
            axis = self.add("rounded.axis", np.array([-1], np.int64))
            whole = self.add(f"rounded.{weight.shape[1]}", np.array([1, -1, weight.shape[1]], np.int64))
            self.nodes += [
                helper.make_node("Cast", [x], [floats], to=onnx.TensorProto.FLOAT),
                helper.make_node("Reshape", [floats, shape], [blocks]),
                helper.make_node("Abs", [blocks], [f"{size}.abs"]),
                helper.make_node("ReduceMax", [f"{size}.abs", axis], [size]),
                helper.make_node("Mul", [size, one], [f"{scale}.zero"]),
                helper.make_node("Max", [f"{scale}.zero", least], [scale]),
                helper.make_node("Div", [blocks, scale], [steps]),
                helper.make_node("Round", [steps], [numbers]),
                helper.make_node("Mul", [numbers, scale], [f"{back}.flat"]),
                helper.make_node("Reshape", [f"{back}.flat", whole], [back]),
            ]
            self.rounded[x] = back
        name = self.add(f"{output}.weights", weight.T.astype(np.float32))
        self.nodes += [
            helper.make_node("MatMul", [self.rounded[x], name], [f"{output}.float"]),
            helper.make_node("CastLike", [f"{output}.float", x], [output]),
        ]

    def add(self, name: str, value: np.ndarray) -> str:
        self.added[name] = value
        return name

    def grouped(self, node: onnx.NodeProto) -> np.ndarray:
        value = {each.name: each.i for each in node.attribute}
        zeros = self.constants[node.input[3]] if len(node.input) > 3 and node.input[3] else None
        codes, scales = self.constants[node.input[1]], self.constants[node.input[2]]
        return dequantize(codes, scales, zeros, value["N"], value["K"], value.get("bits", 4), value["block_size"])

    def grouped_table(self, node: onnx.NodeProto) -> np.ndarray:
        value = {each.name: each.i for each in node.attribute}
        source = node.input[0] if node.input[0] in self.constants else self.makers[node.input[0]].input[0]
        codes, scales = self.constants[source], self.constants[node.input[2]]
        zeros = self.constants[node.input[3]] if len(node.input) > 3 and node.input[3] else None
        rows, bits = codes.shape[0], value["bits"]
        return dequantize(codes, scales, zeros, rows, codes.size // rows * 8 // bits, bits, value["block_size"])

    def integer_product(self, node: onnx.NodeProto) -> onnx.NodeProto | None:
        for name in node.input:
            cast = self.makers.get(name)
            product = self.makers.get(cast.input[0]) if cast is not None and cast.op_type == "Cast" else None
            if product is not None and product.op_type == "MatMulInteger":
                return product
        return None

    def whole_numbers(self, node: onnx.NodeProto, product: onnx.NodeProto) -> np.ndarray:
        scaling = next(self.makers[name] for name in node.input if self.makers[name].op_type == "Mul")
        scales = next(self.constants[name] for name in scaling.input if name in self.constants)
        codes, zero = self.constants[product.input[1]], self.constants[product.input[3]].astype(np.float32)
        if codes.dtype == np.int8 and not zero.any():
            return (codes.astype(np.float32) * half(scales)).T
        return eight_bits(((codes.astype(np.float32) - zero) * scales).T)


def dequantize(
    codes: np.ndarray, scales: np.ndarray, zeros: np.ndarray | None, rows: int, columns: int, bits: int, group: int
) -> np.ndarray:
    """The weights as the kernels hold them: scales and minima have 16 bits."""
    per_row = -(-columns // group)
    packed = codes.reshape(rows, -1)
    numbers = np.stack([packed & 15, packed >> 4], -1).reshape(rows, -1) if bits == 4 else packed
    numbers = numbers.reshape(rows, per_row, group).astype(np.float32)
    steps = half(scales.reshape(rows, per_row, 1).astype(np.float32))
    if zeros is None:
        return ((numbers - 2 ** (bits - 1)) * steps).reshape(rows, -1)[:, :columns]
    points = zeros.reshape(rows, -1)
    points = np.stack([points & 15, points >> 4], -1).reshape(rows, -1) if bits == 4 else points
    points = points[:, :per_row, None].astype(np.float32)
    if bits == 8:
        return eight_bits(((numbers - points) * scales.reshape(rows, per_row, 1)).reshape(rows, -1)[:, :columns])
    return (numbers * steps + half(-points * scales.reshape(rows, per_row, 1).astype(np.float32))).reshape(rows, -1)[:, :columns]
