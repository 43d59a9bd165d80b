"""A training that continues from a shipped classifier starts with the answers of the shipped file."""

from pathlib import Path

import numpy as np
import torch

from train.heads.encoder import Classifier
from train.heads.encoder_run import EncoderClassifier
from train.heads.exported_encoder import Exported
from train.minilm.encoder import padded

FOLDER = Path(__file__).parents[2] / "toxicity"
TEXTS = ["You are a disgusting idiot and everybody hates you.", "Thank you, the parcel arrived on Tuesday."]


def model_of(exported: Exported) -> Classifier:
    model = Classifier(exported.layers, 1, exported.pieces())
    model.load_state_dict(exported.weights())
    return model.eval()


def logits_of(exported: Exported, texts: list[str]) -> np.ndarray:
    ids = [e.ids for e in exported.tokenizer_of_training().encode_batch(texts)]
    with torch.inference_mode():
        return model_of(exported)(*padded(ids, range(len(ids))))[:, 0].numpy()


def test_the_weights_that_are_read_back_give_the_answers_of_the_file() -> None:
    # The file rounds its activations to eight bits.
    assert np.allclose(logits_of(Exported(FOLDER), TEXTS), EncoderClassifier(FOLDER).logits(TEXTS)[:, 0], atol=0.2)


def test_an_emoji_that_the_tokenizer_lacks_is_read_as_its_word() -> None:
    exported = Exported(FOLDER)
    vocabulary = exported.tokenizer["model"]["vocab"]
    for sign in ("🐀", "##🤡"):
        vocabulary.pop(sign, None)
    vocabulary |= {piece: at for at, piece in enumerate(vocabulary)}
    before = len(vocabulary)
    exported.stored |= {name: exported.stored[name][:before] for name in ("words.packed", "words.scales")}
    assert exported.add_signs() >= 2
    assert exported.tokenizer_of_training().encode("you idiot🤡").tokens == ["[CLS]", "you", "idiot", "##🤡", "[SEP]"]
    words = exported.words()
    assert np.array_equal(words[vocabulary["🐀"]], words[vocabulary["rats"]])
    assert len(words) == len(vocabulary)
