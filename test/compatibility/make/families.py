"""Each family of models, small and with random weights."""

import torch
import transformers as hf

from rotary_bert import RotaryBert

WIDTH, LAYERS, HEADS, INNER = 32, 2, 2, 64
POSITIONS = 64
WINDOW = 512

BODY = dict(hidden_size=WIDTH, num_hidden_layers=LAYERS, num_attention_heads=HEADS, intermediate_size=INNER)
ENCODER = dict(**BODY, max_position_embeddings=POSITIONS)
# Roberta and its like number positions from the padding on.
OFFSET = dict(**BODY, max_position_embeddings=POSITIONS + 2, pad_token_id=1, bos_token_id=0, eos_token_id=2)
GROUPS = dict(**BODY, num_key_value_heads=1, max_position_embeddings=WINDOW, tie_word_embeddings=False)
GEMMA = dict(**BODY, num_key_value_heads=1, head_dim=16, max_position_embeddings=WINDOW, pad_token_id=0, eos_token_id=1, bos_token_id=2)
SHORT_WINDOW = dict(sliding_window=24)
ALTERNATING = ["sliding_attention", "full_attention"]
HALVES = dict(d_model=WIDTH, encoder_layers=LAYERS, decoder_layers=LAYERS, encoder_attention_heads=HEADS, decoder_attention_heads=HEADS, encoder_ffn_dim=INNER, decoder_ffn_dim=INNER, max_position_embeddings=128)

# The prefix of the classes, the class of the configuration, and its values.
FAMILIES = {
    "BERT": ("Bert", hf.BertConfig, ENCODER),
    "DistilBERT": ("DistilBert", hf.DistilBertConfig, dict(dim=WIDTH, n_layers=LAYERS, n_heads=HEADS, hidden_dim=INNER, max_position_embeddings=POSITIONS)),
    "RoBERTa": ("Roberta", hf.RobertaConfig, dict(**OFFSET, type_vocab_size=1)),
    "XLM-R": ("XLMRoberta", hf.XLMRobertaConfig, dict(**OFFSET, type_vocab_size=1)),
    "MPNet": ("MPNet", hf.MPNetConfig, OFFSET),
    "ALBERT": ("Albert", hf.AlbertConfig, dict(**ENCODER, embedding_size=16)),
    "ELECTRA": ("Electra", hf.ElectraConfig, dict(**ENCODER, embedding_size=16)),
    "DeBERTa-v2": ("DebertaV2", hf.DebertaV2Config, dict(**ENCODER, relative_attention=True, pos_att_type=["p2c", "c2p"], position_buckets=16, norm_rel_ebd="layer_norm", share_att_key=True, position_biased_input=False, type_vocab_size=0)),
    "ModernBERT": ("ModernBert", hf.ModernBertConfig, dict(**ENCODER, global_attn_every_n_layers=2, local_attention=16, pad_token_id=5, cls_token_id=3, sep_token_id=4, bos_token_id=3, eos_token_id=4, reference_compile=False)),
    "T5": ("T5", hf.T5Config, dict(d_model=WIDTH, d_kv=16, d_ff=INNER, num_layers=LAYERS, num_heads=HEADS, decoder_start_token_id=0, pad_token_id=0, eos_token_id=1)),
    "BART": ("Bart", hf.BartConfig, dict(**HALVES, bos_token_id=0, pad_token_id=1, eos_token_id=2, decoder_start_token_id=2, forced_bos_token_id=0, forced_eos_token_id=2)),
    "Marian": ("Marian", hf.MarianConfig, dict(**HALVES, pad_token_id=0, eos_token_id=1, decoder_start_token_id=0, forced_eos_token_id=1)),
    "GPT-2": ("GPT2", hf.GPT2Config, dict(n_embd=WIDTH, n_layer=LAYERS, n_head=HEADS, n_positions=WINDOW, bos_token_id=0, eos_token_id=0)),
    "Llama 2": ("Llama", hf.LlamaConfig, dict(**{**GROUPS, "num_key_value_heads": HEADS}, bos_token_id=1, eos_token_id=2)),
    "Llama 3": ("Llama", hf.LlamaConfig, dict(**GROUPS, bos_token_id=0, eos_token_id=4, rope_theta=5e5, rope_scaling=dict(rope_type="llama3", factor=8.0, low_freq_factor=1.0, high_freq_factor=4.0, original_max_position_embeddings=64))),
    "Mistral": ("Mistral", hf.MistralConfig, dict(**GROUPS, **SHORT_WINDOW, head_dim=16, bos_token_id=1, eos_token_id=2)),
    "Qwen2": ("Qwen2", hf.Qwen2Config, dict(**GROUPS, bos_token_id=0, eos_token_id=2)),
    "Qwen3": ("Qwen3", hf.Qwen3Config, dict(**GROUPS, head_dim=16, bos_token_id=0, eos_token_id=2)),
    "Gemma 2": ("Gemma2", hf.Gemma2Config, dict(**GEMMA, **SHORT_WINDOW, layer_types=ALTERNATING, query_pre_attn_scalar=16)),
    "Gemma 3": ("Gemma3", hf.Gemma3TextConfig, dict(**GEMMA, **SHORT_WINDOW, layer_types=ALTERNATING, query_pre_attn_scalar=16)),
    "Phi-3": ("Phi3", hf.Phi3Config, dict(**{**GROUPS, "num_key_value_heads": HEADS}, bos_token_id=1, eos_token_id=2, pad_token_id=0)),
    "SmolLM3": ("SmolLM3", hf.SmolLM3Config, dict(**GROUPS, no_rope_layers=[1, 0], bos_token_id=0, eos_token_id=1, pad_token_id=0)),
    "LFM2": ("Lfm2", hf.Lfm2Config, dict(**{**GROUPS, "tie_word_embeddings": True}, layer_types=["conv", "full_attention"], conv_L_cache=3, block_auto_adjust_ff_dim=False, block_ff_dim=INNER, bos_token_id=0, eos_token_id=2, pad_token_id=0)),
    "OLMo 2": ("Olmo2", hf.Olmo2Config, dict(**GROUPS, bos_token_id=0, eos_token_id=1, pad_token_id=0)),
    "Granite": ("Granite", hf.GraniteConfig, dict(**GROUPS, embedding_multiplier=3.0, residual_multiplier=0.7, attention_multiplier=0.2, logits_scaling=1.5, bos_token_id=0, eos_token_id=1, pad_token_id=0)),
}

ROTARY = ("NomicBERT", "GTE v1.5")

HEADS_OF = {"embed": "Model", "classify": "ForSequenceClassification", "zero-shot": "ForSequenceClassification", "rerank": "ForSequenceClassification", "label": "ForTokenClassification", "generate": "ForCausalLM"}


def build(row: dict, size: int):
    """The model of a row, with as many tokens as its tokenizer has."""
    if row["family"] in ROTARY:
        model = RotaryBert(size, row["family"]).eval()
        shake(model, torch.Generator().manual_seed(row.get("seed", 5)))
        return model
    prefix, config_class, values = FAMILIES[row["family"]]
    labels = row.get("labels")
    more = dict(row.get("config", {}))
    if labels is not None:
        more["id2label"] = dict(enumerate(labels))
        more["label2id"] = {label: index for index, label in enumerate(labels)}
    if "problem" in row:
        more["problem_type"] = row["problem"]
    config = config_class(vocab_size=size, attn_implementation="eager", **values, **more)
    model = getattr(hf, class_name(row, prefix))(config).eval()
    shake(model, torch.Generator().manual_seed(row.get("seed", 5)))
    return model


def class_name(row: dict, prefix: str) -> str:
    if prefix == "T5" and row["task"] == "embed":
        return "T5EncoderModel"
    if prefix in ("T5", "Bart") and row["task"] == "generate":
        return f"{prefix}ForConditionalGeneration"
    if prefix == "Marian":
        return "MarianMTModel"
    if prefix == "GPT2" and row["task"] == "generate":
        return "GPT2LMHeadModel"
    if prefix == "Gemma3" and row["task"] == "embed":
        return "Gemma3TextModel"
    return prefix + HEADS_OF[row.get("network", row["task"])]


@torch.no_grad()
def shake(model, random: torch.Generator) -> None:
    """Makes every weight large enough that each part of the model affects the answers. A fresh model is nearly linear."""
    for name, weight in model.named_parameters():
        # Sinusoidal positions are computed again when the model is loaded.
        if not weight.requires_grad:
            continue
        noise = torch.randn(weight.shape, generator=random)
        if weight.dim() < 2:
            weight += 0.1 * noise
        elif "embed" in name or "shared" in name or "wte" in name or "wpe" in name:
            weight.copy_(0.6 * noise)
        else:
            weight.copy_(noise * 1.2 / weight.shape[-1] ** 0.5)
    head = model.get_output_embeddings() if hasattr(model, "get_output_embeddings") else None
    tied = head is not None and head.weight is model.get_input_embeddings().weight
    if tied:
        # A tied model with random weights repeats its last token for ever.
        weight = model.get_input_embeddings().weight
        weight.mul_(0.6)
