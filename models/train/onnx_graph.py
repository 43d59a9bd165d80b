"""A small builder for ONNX graphs written by hand: only operators of the standard set that the web runtime runs fast."""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from quantize import quantize

INT64 = TensorProto.INT64
FLOAT = TensorProto.FLOAT
INT32 = TensorProto.INT32


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

    def node(self, operator: str, inputs: list[str], output: str | None = None, **attributes) -> str:
        self.count += 1
        output = output or f"{operator.lower()}_{self.count}"
        self.nodes.append(helper.make_node(operator, inputs, [output], name=f"{operator}_{self.count}", **attributes))
        return output

    def nodes_with_outputs(self, operator: str, inputs: list[str], outputs: int, **attributes) -> list[str]:
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

    def layer_norm(self, name: str, x: str, weight: np.ndarray, bias: np.ndarray, epsilon: float) -> str:
        inputs = [x, self.constant(f"{name}.weight", weight), self.constant(f"{name}.bias", bias)]
        return self.node("LayerNormalization", inputs, axis=-1, epsilon=epsilon)

    def save(self, path, inputs: list, outputs: list, name: str, opset: int = 17) -> None:
        graph = helper.make_graph(self.nodes, name, inputs, outputs, list(self.initializers.values()))
        model = helper.make_model(
            graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=9, producer_name="tacet"
        )
        onnx.checker.check_model(model)
        path.parent.mkdir(parents=True, exist_ok=True)
        onnx.save(model, str(path))


def tensor(name: str, kind: int, shape: list) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, kind, shape)
