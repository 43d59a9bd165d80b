"""ONNX models on one core, as every figure of this folder is measured."""

from pathlib import Path

import onnxruntime


def one_core() -> onnxruntime.SessionOptions:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return options


def session(model: Path | bytes, options: onnxruntime.SessionOptions | None = None) -> onnxruntime.InferenceSession:
    source = model if isinstance(model, bytes) else str(model)
    return onnxruntime.InferenceSession(source, options or one_core(), providers=["CPUExecutionProvider"])
