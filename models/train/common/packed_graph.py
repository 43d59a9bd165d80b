"""Linear layers of four bits a number, kept in a file beside the graph.

The graph asks for a file of int8 numbers that no folder holds. The worker makes that file from the packed one when it
loads the model (workers/model-files/packed-weights.ts): the download is half as large, and the runtime multiplies int8.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto

from train.common.onnx_graph import GraphBuilder
from train.common.quantize import quantize
from train.common.session import one_core, session

GROUP = 32
BITS = 7
LIMIT = 2 ** (BITS - 1) - 1
# The error of half precision alone, as a share of the squares of the weights.
NO_LOSS = 1e-6
# The name of the file in the graph, and the name in the folder.
UNPACKED = "weights.int8"
PACKED = "weights.int8.q4"
MAGIC = b"Q4W1"


class PackedGraph(GraphBuilder):
    def __init__(self) -> None:
        super().__init__()
        self.packed: list[tuple[str, np.ndarray, np.ndarray]] = []

    def codes(self, name: str, weight: np.ndarray, bits: int) -> tuple[str, np.ndarray]:
        steps_of, steps = four_bits(weight)
        rounded = (steps_of.reshape(-1, GROUP, weight.shape[1]) * steps[:, None].astype(np.float32)).reshape(weight.shape)
        _, scales = quantize(rounded, axis=1, bits=bits)
        ratios = (steps.astype(np.float32) / scales).astype(np.float16)
        self.packed.append((name, steps_of, ratios))
        return self.constant(name, unpack(steps_of, ratios)), scales

    def packed_embedding(self, name: str, table: np.ndarray, ids: str, group: int = GROUP) -> str:
        return super().packed_embedding(name, table, ids, group)

    def four_bit_rows(self, table: np.ndarray, group: int) -> tuple[np.ndarray, np.ndarray]:
        steps_of, steps = four_bits(table.T)
        return steps_of.T, steps.T

    def save(self, path: Path, inputs: list, outputs: list, name: str, opset: int = 17) -> None:
        super().save(path, inputs, outputs, name, opset)
        model = onnx.load(path)
        tensors = {tensor.name: tensor for tensor in model.graph.initializer}
        start = 0
        for matrix, steps_of, _ in self.packed:
            tensor = tensors[matrix]
            tensor.ClearField("raw_data")
            tensor.data_location = TensorProto.EXTERNAL
            place = {"location": UNPACKED, "offset": start, "length": steps_of.size}
            for key, value in place.items():
                tensor.external_data.add(key=key, value=str(value))
            start += steps_of.size
        path.write_bytes(model.SerializeToString())
        (path.parent / PACKED).write_bytes(self.packed_file())

    def packed_file(self) -> bytes:
        """Magic, how many matrices, the rows and columns of each; then for each its numbers and its ratios.

        A byte holds the numbers of two rows that follow each other; a ratio is for one column of 32 rows.
        """
        shapes = np.array([[len(self.packed), 0], *(steps_of.shape for _, steps_of, _ in self.packed)], np.uint32)
        parts = [MAGIC, shapes.ravel()[:1].tobytes(), shapes[1:].tobytes()]
        for _, steps_of, ratios in self.packed:
            low, high = (steps_of[0::2] + 8).astype(np.uint8), (steps_of[1::2] + 8).astype(np.uint8)
            parts += [(low | (high << 4)).tobytes(), ratios.tobytes()]
        return b"".join(parts)


def four_bits(weight: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Steps from -8 to 7 of `weight` [inputs, outputs], and the size of a step for every 32 inputs of an output.

    The size with the least squared error is taken of a few around the one that lets the largest number be -8. Weights that
    were stored in this form before come out without loss, because that one size fits them exactly.
    """
    inputs, outputs = weight.shape
    groups = weight.astype(np.float32).reshape(-1, GROUP, outputs)
    place = np.abs(groups).argmax(1, keepdims=True)
    peak = np.take_along_axis(groups, place, 1)
    peak = np.where(peak == 0, 1, peak)
    best_size = (peak / -8).astype(np.float16)
    best_error = squared_error(groups, best_size)
    if best_error.sum() > NO_LOSS * np.square(groups).sum():
        for factor in (-1, *(sign * share for sign in (1, -1) for share in np.linspace(0.76, 1.06, 13))):
            size = (peak / -8 * factor).astype(np.float16)
            error = squared_error(groups, size)
            better = error < best_error
            best_size, best_error = np.where(better, size, best_size), np.where(better, error, best_error)
    step = np.where(best_size == 0, 1, best_size).astype(np.float32)
    steps_of = np.clip(np.rint(groups / step), -8, 7).astype(np.int8)
    return steps_of.reshape(inputs, outputs), best_size.reshape(-1, outputs)


def squared_error(groups: np.ndarray, size: np.ndarray) -> np.ndarray:
    step = np.where(size == 0, 1, size).astype(np.float32)
    return np.square(np.clip(np.rint(groups / step), -8, 7) * step - groups).sum(1, keepdims=True)


def unpack(steps_of: np.ndarray, ratios: np.ndarray) -> np.ndarray:
    """The int8 numbers that the worker computes from the packed ones, exact to the last bit."""
    groups = steps_of.reshape(-1, GROUP, steps_of.shape[1]).astype(np.float64)
    codes = np.floor(groups * ratios[:, None].astype(np.float64) + 0.5)
    return np.clip(codes, -LIMIT, LIMIT).astype(np.int8).reshape(steps_of.shape)


def packed_matrices(data: bytes) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """The steps and the ratios of each matrix, in the order of the graph."""
    if data[:4] != MAGIC:
        raise ValueError("this is no file of packed weights")
    count = int.from_bytes(data[4:8], "little")
    shapes = np.frombuffer(data, "<u4", 2 * count, 8).reshape(-1, 2)
    at = 8 + 8 * count
    for rows, columns in shapes.astype(int):
        pairs = np.frombuffer(data, np.uint8, rows * columns // 2, at).reshape(-1, columns)
        at += pairs.size
        ratios = np.frombuffer(data, "<f2", rows * columns // GROUP, at).reshape(-1, columns)
        at += ratios.nbytes
        yield np.stack([pairs & 15, pairs >> 4], 1).reshape(rows, columns).astype(np.int8) - 8, ratios


def read_packed(data: bytes) -> bytes:
    return b"".join(unpack(steps_of, ratios).tobytes() for steps_of, ratios in packed_matrices(data))


def packed_session(folder: Path) -> onnxruntime.InferenceSession:
    """A session over a folder with packed weights, which computes what the worker computes."""
    options = one_core()
    options.log_severity_level = 3
    codes = np.frombuffer(read_packed((folder / PACKED).read_bytes()), np.int8)
    model = onnx.load(folder / "model_quantized.onnx", load_external_data=False)
    names, values = [], []
    for tensor in model.graph.initializer:
        if tensor.data_location == TensorProto.EXTERNAL:
            place = {entry.key: entry.value for entry in tensor.external_data}
            start = int(place["offset"])
            values.append(codes[start : start + int(place["length"])].reshape(tuple(tensor.dims)))
            names.append(tensor.name)
    held = [onnxruntime.OrtValue.ortvalue_from_numpy(value) for value in values]
    options.add_external_initializers(names, held)
    return session(model.SerializeToString(), options)
