"""Writes the ONNX files of a model as exporters and quantizers write them."""

import inspect
import logging
import shutil
import tempfile
import warnings
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer
from onnxruntime.transformers.float16 import convert_float_to_float16
from optimum.exporters.onnx import main_export

TASKS = {"embed": "feature-extraction", "classify": "text-classification", "zero-shot": "text-classification", "rerank": "text-classification", "label": "token-classification", "generate": "text-generation-with-past"}

SUFFIXES = {"fp32": "", "q8": "_quantized", "int8": "_int8", "uint8": "_uint8", "fp16": "_fp16", "q4": "_q4", "q4f16": "_q4f16"}


def export(saved: Path, row: dict, sequence: bool) -> dict[str, Path]:
    """The graphs of a saved model in whole numbers, by name."""
    warnings.filterwarnings("ignore")
    logging.disable(logging.WARNING)
    target = saved / "exported"
    task = "text2text-generation-with-past" if sequence else TASKS[row.get("network", row["task"])]
    main_export(str(saved), str(target), task=task, do_validation=False, library_name="transformers")
    if sequence:
        return {name: target / f"{name}.onnx" for name in ("encoder_model", "decoder_model_merged")}
    return {"model": target / "model.onnx"}


def export_encoder(model, saved: Path) -> dict[str, Path]:
    """An encoder that the exporter does not know, or the half of T5 that reads: the exporter would add the half that writes."""
    inputs = [name for name in inspect.signature(model.forward).parameters if name in ("input_ids", "attention_mask", "token_type_ids")]
    path = saved / "model.onnx"
    axes = {name: {0: "batch_size", 1: "sequence_length"} for name in [*inputs, "last_hidden_state"]}
    ones = torch.ones(1, 4, dtype=torch.int64)
    sample = (torch.tensor([[5, 6, 7, 1]]), ones, 0 * ones)[: len(inputs)]
    torch.onnx.export(model, sample, path, input_names=inputs, output_names=["last_hidden_state"], dynamic_axes=axes, opset_version=17, dynamo=False)
    return {"model": path}


def write(graph: Path, folder: Path, name: str, dtype: str, layout: str) -> Path:
    """Writes one graph in this precision and layout. Returns where it lies."""
    place = folder if layout == "root" else folder / "onnx"
    place.mkdir(parents=True, exist_ok=True)
    path = place / f"{'decoder_model_merged' if layout == 'merged' else name}{SUFFIXES[dtype]}.onnx"
    convert(graph, path, dtype)
    if layout == "parts":
        move_out(path, [f"{path.name}_data", f"{path.name}_data_1"])
    return path


def convert(graph: Path, path: Path, dtype: str) -> None:
    if dtype == "fp32":
        shutil.copy(graph, path)
    elif dtype in ("q8", "int8", "uint8"):
        kind = QuantType.QUInt8 if dtype == "uint8" else QuantType.QInt8
        quantize_dynamic(graph, path, weight_type=kind, extra_options={"DefaultTensorType": TensorProto.FLOAT, "EnableSubgraph": True})
    elif dtype == "fp16":
        onnx.save(halved(onnx.load(graph)), path)
    else:
        quantizer = MatMulNBitsQuantizer(onnx.load(graph), block_size=32, is_symmetric=True)
        quantizer.process()
        model = quantizer.model.model
        onnx.save(halved(model) if dtype == "q4f16" else model, path)


def halved(model):
    return convert_float_to_float16(model, keep_io_types=False, disable_shape_infer=False, op_block_list=["Range", "RotaryEmbedding"])


def move_out(path: Path, names: list[str]) -> None:
    """Moves the large weights into files beside the graph, in turn."""
    model = onnx.load(path)
    outside = {name: bytearray() for name in names}
    large = [tensor for tensor in model.graph.initializer if len(tensor.raw_data) > 1024]
    for index, tensor in enumerate(large):
        name = names[index % len(names)]
        values = dict(location=name, offset=str(len(outside[name])), length=str(len(tensor.raw_data)))
        outside[name] += tensor.raw_data
        tensor.ClearField("raw_data")
        tensor.data_location = TensorProto.EXTERNAL
        for key, value in values.items():
            tensor.external_data.add(key=key, value=value)
    path.write_bytes(model.SerializeToString())
    for name, content in outside.items():
        (path.parent / name).write_bytes(content)


def rounded(graph: Path, written: Path, dtype: str):
    """The graph in floats with the rounded weights of the quantizer. A runtime should come near to its numbers."""
    model, quantized = onnx.load(graph), onnx.load(written)
    kept = {tensor.name: tensor for tensor in quantized.graph.initializer}
    if dtype in ("q8", "int8", "uint8"):
        for tensor in model.graph.initializer:
            stored = kept.get(f"{tensor.name}_quantized")
            if stored is None:
                continue
            scale, zero = (numpy_helper.to_array(kept[f"{tensor.name}_{part}"]).astype(np.float32) for part in ("scale", "zero_point"))
            values = (numpy_helper.to_array(stored).astype(np.float32) - zero) * scale
            tensor.CopyFrom(numpy_helper.from_array(values.astype(np.float32), tensor.name))
        return model
    for node in quantized.graph.node:
        if node.op_type != "MatMulNBits":
            continue
        name = node.input[1].removesuffix("_Q4")
        size, inner = (next(a.i for a in node.attribute if a.name == key) for key in ("N", "K"))
        codes = numpy_helper.to_array(kept[node.input[1]])
        scales = numpy_helper.to_array(kept[node.input[2]]).reshape(size, -1, 1).astype(np.float32)
        numbers = np.stack([codes & 15, codes >> 4], axis=-1).reshape(size, codes.shape[1], -1).astype(np.float32) - 8
        values = (numbers * scales).reshape(size, -1)[:, :inner].T
        tensor = next(t for t in model.graph.initializer if t.name == name)
        tensor.CopyFrom(numpy_helper.from_array(np.ascontiguousarray(values), name))
    return model


def temporary() -> tempfile.TemporaryDirectory:
    return tempfile.TemporaryDirectory(prefix="compatibility-")
