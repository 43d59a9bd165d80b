"""A small builder for ONNX graphs written by hand: only operators of the standard set that the web runtime runs fast."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from train.common.quantize import quantize

INT64 = TensorProto.INT64
FLOAT = TensorProto.FLOAT
INT32 = TensorProto.INT32
UINT8 = TensorProto.UINT8


class GraphBuilder:
    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.initializers: dict[str, onnx.TensorProto] = {}
        self.count = 0
        self.quantized: dict[str, tuple[str, str, str]] = {}

    def constant(self, name: str, value: np.ndarray) -> str:
        if name not in self.initializers:
            self.initializers[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def node(self, operator: str, inputs: list[str], output: str | None = None, **attributes: object) -> str:
        self.count += 1
        output = output or f"{operator.lower()}_{self.count}"
        self.nodes.append(helper.make_node(operator, inputs, [output], name=f"{operator}_{self.count}", **attributes))
        return output

    def nodes_with_outputs(self, operator: str, inputs: list[str], outputs: int, **attributes: object) -> list[str]:
        self.count += 1
        names = [f"{operator.lower()}_{self.count}_{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(operator, inputs, names, name=f"{operator}_{self.count}", **attributes))
        return names

    def embedding(self, name: str, table: np.ndarray, ids: str) -> str:
        """Rows of an int8 table with one scale a row: dequantized after the gather, so the table stays small in memory."""
        codes, scales = quantize(table.astype(np.float32), axis=0)
        rows = self.node("Gather", [self.constant(f"{name}.codes", codes), ids], axis=0)
        scale = self.node("Gather", [self.constant(f"{name}.scales", scales), ids], axis=0)
        return self.node("Mul", [self.node("Cast", [rows], to=FLOAT), scale])

    def packed_embedding(self, name: str, table: np.ndarray, ids: str, group: int = 64) -> str:
        """The same in four bits: a byte holds a number of the left half of a row and one of the right half.

        One scale for `group` numbers: with one for a row, the vectors of single words lose their meaning first. Unpacked
        with floats, because few runtimes know operators on bits.
        """
        rows, width = table.shape
        codes, scales = self.four_bit_rows(table.astype(np.float32), group)
        codes, half = codes + 8, width // 2
        packed = (codes[:, :half] | (codes[:, half:] << 4)).astype(np.uint8)
        pairs = self.node("Cast", [self.node("Gather", [self.constant(f"{name}.codes", packed), ids], axis=0)], to=FLOAT)
        right = self.node("Floor", [self.node("Mul", [pairs, self.constant("sixteenth", np.array(1 / 16, np.float32))])])
        left = self.node("Sub", [pairs, self.node("Mul", [right, self.constant("sixteen", np.array(16, np.float32))])])
        row = self.node("Sub", [self.node("Concat", [left, right], axis=-1), self.constant("eight", np.array(8, np.float32))])
        row = self.node("Reshape", [row, self.constant("groups", np.array([0, 0, width // group, group], np.int64))])
        scales = self.constant(f"{name}.scales", scales.astype(np.float16).reshape(rows, width // group, 1))
        row = self.node("Mul", [row, self.node("Cast", [self.node("Gather", [scales, ids], axis=0)], to=FLOAT)])
        return self.node("Reshape", [row, self.constant("whole", np.array([0, 0, width], np.int64))])

    def four_bit_rows(self, table: np.ndarray, group: int) -> tuple[np.ndarray, np.ndarray]:
        codes, scales = quantize(table.reshape(-1, group), axis=0, bits=4)
        return codes.reshape(table.shape), scales

    def linear(self, name: str, x: str, weight: np.ndarray, bias: np.ndarray | None, bits: int = 7) -> str:
        """x @ weight + bias with an int8 weight (one scale a column) and x quantized on the fly.

        Seven bits by default: unsigned-by-signed 8-bit products can overflow the 16-bit accumulators of processors
        without dot-product instructions, and would then be silently wrong.
        """
        codes, scales = quantize(weight.astype(np.float32), axis=1, bits=bits)
        if x not in self.quantized:
            self.quantized[x] = tuple(self.nodes_with_outputs("DynamicQuantizeLinear", [x], 3))
        quantized, scale, zero = self.quantized[x]
        product = self.node(
            "MatMulInteger",
            [
                quantized,
                self.constant(f"{name}.codes", codes),
                zero,
                self.constant(f"{name}.zero", np.zeros((), np.int8)),
            ],
        )
        both = self.node("Mul", [scale, self.constant(f"{name}.scales", scales.reshape(-1))])
        y = self.node("Mul", [self.node("Cast", [product], to=FLOAT), both])
        if bias is None:
            return y
        return self.node("Add", [y, self.constant(f"{name}.bias", bias.astype(np.float32))])

    def linear_by_row(self, name: str, x: str, weight: np.ndarray, bias: np.ndarray, bits: int = 7) -> str:
        """The same with a scale for each row of x, so that the states of a text never depend on the texts beside it.

        One scale a row is also finer than one for all. It costs a tenth more than DynamicQuantizeLinear, which has none.
        """
        inputs, _outputs = weight.shape
        codes, scales = self.codes(f"{name}.codes", weight.astype(np.float32), bits)
        if x not in self.quantized:
            rows = self.node("Reshape", [x, self.constant(f"rows{inputs}", np.array([-1, inputs], np.int64))])
            peak = self.node("ReduceMax", [self.node("Abs", [rows])], axes=[-1], keepdims=0)
            scale = self.node("Mul", [peak, self.constant("step", np.array(1 / 127, np.float32))])
            scale = self.node("Max", [scale, self.constant("least", np.array(1e-9, np.float32))])
            middle = self.node("Add", [self.node("Sub", [scale, scale]), self.constant("middle", np.array(128, np.float32))])
            middle = self.node("Cast", [middle], to=UINT8)
            quantized = self.node("QuantizeLinear", [rows, scale, middle], axis=0)
            column = self.node("Unsqueeze", [scale, self.constant("column", np.array([1], np.int64))])
            shape = self.node("Shape", [x], end=-1)
            shape = self.node("Concat", [shape, self.constant("rest", np.array([-1], np.int64))], axis=0)
            self.quantized[x] = (quantized, column, shape)
        quantized, column, shape = self.quantized[x]
        product = self.node(
            "MatMulInteger",
            [
                quantized,
                codes,
                self.constant("row.zero", np.array(128, np.uint8)),
                self.constant(f"{name}.zero", np.zeros((), np.int8)),
            ],
        )
        # The runtime fuses the following nodes with the product only if two factors are multiplied first.
        factors = self.node(
            "Mul", [self.constant("one.scale", np.array(1, np.float32)), self.constant(f"{name}.scales", scales.reshape(-1))]
        )
        y = self.node("Mul", [self.node("Cast", [product], to=FLOAT), factors])
        y = self.node("Add", [self.node("Mul", [y, column]), self.constant(f"{name}.bias", bias.astype(np.float32))])
        return self.node("Reshape", [y, shape])

    def codes(self, name: str, weight: np.ndarray, bits: int) -> tuple[str, np.ndarray]:
        """The numbers of a linear layer as a constant of the graph, and the scale of each column."""
        codes, scales = quantize(weight, axis=1, bits=bits)
        return self.constant(name, codes), scales

    def layer_norm(self, name: str, x: str, weight: np.ndarray, bias: np.ndarray, epsilon: float) -> str:
        inputs = [x, self.constant(f"{name}.weight", weight), self.constant(f"{name}.bias", bias)]
        return self.node("LayerNormalization", inputs, axis=-1, epsilon=epsilon)

    def save(self, path: Path, inputs: list, outputs: list, name: str, opset: int = 17) -> None:
        graph = helper.make_graph(self.nodes, name, inputs, outputs, list(self.initializers.values()))
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=9, producer_name="tacet")
        onnx.checker.check_model(model)
        path.parent.mkdir(parents=True, exist_ok=True)
        onnx.save(model, str(path))


def tensor(name: str, kind: int, shape: list) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, kind, shape)
