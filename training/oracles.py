"""Small random models and what the reference implementations say of them, for test/models.

Writes test/samples/models/<name>/ (model.onnx, tokeniser files, config.json) and expected.json beside them: token ids of
Hugging Face tokenizers, token states and logits of PyTorch in fp32. The texts are invented. Run once; the tests need no Python.
"""

import json
import shutil
import warnings
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.float16 import convert_float_to_float16
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from transformers import (
    BertConfig, BertForSequenceClassification, BertModel, DebertaV2Config, DebertaV2Model, ModernBertConfig, ModernBertModel, MPNetConfig,
    MPNetModel, PreTrainedTokenizerFast, RobertaConfig, RobertaModel,
)

warnings.filterwarnings("ignore")
out = Path(__file__).resolve().parent.parent / "test" / "samples" / "models"

corpus = """
Statins for lowering cholesterol in adults with diabetes: a randomised controlled trial in twelve clinics.
Background: the effect of walking training after stroke is uncertain. Methods: we searched four databases. Results: gait speed improved.
Conclusions: low-salt diets lowered systolic blood pressure (mean difference 4.3 mmHg, 95% CI 2.1 to 6.5) in people with hypertension.
Interleukin-6, TNF-alpha and β-blockers were measured in 1,024 patients; naïve café-goers of Zürich were left out.
Anticoagulation versus aspirin in atrial fibrillation: systematic review and meta-analysis of observational cohorts.
Sleep apnoea, continuous positive airway pressure and memory in older people living at home.
Physiotherapists' views of tele-rehabilitation: a qualitative interview study; nurses' views differed.
Screening for colorectal cancer by faecal immunochemical test in first-degree relatives.
""".strip().split("\n")

texts = [
    "Statins lower cholesterol in adults.",
    "Does walking training improve gait speed after stroke?",
    "β-blockers, naïve café-goers and IL-6: 95% CI 2.1–6.5 (p<0.001)",
    "Übergewicht, ÉTUDE, ﬁnal — “quoted” text; µg/mL, 10⁻³, ½",
    "血压 and гипертония in 2,048 patients 😀",
    "  spaces\tand\nlines   and hyphen-ated-words, don't split: o'clock  ",
    "electroencephalographically pneumonoultramicroscopicsilicovolcanoconiosis",
    "A",
    "RANDOMISED TRIAL; Randomized trial; randomized-trial",
]
query, passage = texts[1], "Supervised walking training after stroke: gait speed improved in the trained patients."


def wordpiece(special=("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"), lower=True):
    pad, unk, cls, sep, mask = special
    tokenizer = Tokenizer(models.WordPiece(unk_token=unk))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=lower)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.train_from_iterator(corpus, trainers.WordPieceTrainer(vocab_size=360, special_tokens=list(special), show_progress=False))
    ids = {token: tokenizer.token_to_id(token) for token in special}
    if cls == "[CLS]":
        tokenizer.post_processor = processors.TemplateProcessing(
            single=f"{cls} $A {sep}", pair=f"{cls} $A {sep} $B:1 {sep}:1", special_tokens=[(cls, ids[cls]), (sep, ids[sep])])
    else:
        tokenizer.post_processor = processors.RobertaProcessing((sep, ids[sep]), (cls, ids[cls]), trim_offsets=False, add_prefix_space=False)
    tokenizer.decoder = decoders.WordPiece()
    return tokenizer


def byte_level(special=("<s>", "<pad>", "</s>", "<unk>", "<mask>"), roberta=True):
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    trainer = trainers.BpeTrainer(vocab_size=420, special_tokens=list(special), initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False)
    tokenizer.train_from_iterator(corpus, trainer)
    cls, sep = ("<s>", "</s>") if roberta else ("[CLS]", "[SEP]")
    ids = {token: tokenizer.token_to_id(token) for token in special}
    if roberta:
        tokenizer.post_processor = processors.RobertaProcessing((sep, ids[sep]), (cls, ids[cls]), trim_offsets=True, add_prefix_space=False)
    else:
        tokenizer.normalizer = normalizers.NFC()
        tokenizer.post_processor = processors.TemplateProcessing(
            single=f"{cls} $A {sep}", pair=f"{cls} $A {sep} $B {sep}", special_tokens=[(cls, ids[cls]), (sep, ids[sep])])
    tokenizer.decoder = decoders.ByteLevel()
    return tokenizer


def unigram():
    special = ["[PAD]", "[CLS]", "[SEP]", "[UNK]"]
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace(" {2,}", " ")])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.train_from_iterator(corpus, trainers.UnigramTrainer(vocab_size=300, special_tokens=special, unk_token="[UNK]", show_progress=False))
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=[("[CLS]", 1), ("[SEP]", 2)])
    tokenizer.decoder = decoders.Metaspace()
    return tokenizer


def tall(model):
    """Random weights large enough that a mistake shows in the third digit."""
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if weight.dim() == 2:
                weight.normal_(0, 0.12)
            elif "bias" in name:
                weight.normal_(0, 0.05)
    return model.eval()


class States(torch.nn.Module):
    def __init__(self, model, names):
        super().__init__()
        self.model, self.names = model, names

    def forward(self, *given):
        said = self.model(**dict(zip(self.names, given)))
        return said.logits if hasattr(said, "logits") else said.last_hidden_state


def to_onnx(model, names, path, output):
    ids = torch.tensor([[1, 5, 6, 7, 8, 9, 10, 2], [1, 5, 6, 7, 2, 0, 0, 0]])
    mask = torch.tensor([[1] * 8, [1] * 5 + [0] * 3])
    given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": torch.zeros_like(ids)}
    axes = {name: {0: "batch", 1: "tokens"} for name in names} | {output: {0: "batch"} if output == "logits" else {0: "batch", 1: "tokens"}}
    torch.onnx.export(States(model, names).eval(), tuple(given[name] for name in names), str(path), input_names=names, output_names=[output],
                      dynamic_axes=axes, opset_version=17, dynamo=False)
    onnx.checker.check_model(str(path))


def numbers(tensor):
    return [round(float(x), 7) for x in tensor.flatten()]


def write(name, model, tokenizer, names, config, bare=False, output="last_hidden_state"):
    folder = out / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    model = tall(model)
    to_onnx(model, names, folder / "model.onnx", output)
    (folder / "config.json").write_text(json.dumps(config, indent=1) + "\n")
    if bare:
        vocab = sorted(tokenizer.get_vocab().items(), key=lambda item: item[1])
        (folder / "vocab.txt").write_text("".join(token + "\n" for token, _ in vocab))
    else:
        tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    pair = tokenizer.encode(query, passage)
    said = {"texts": [], "pair": {"query": query, "text": passage, "ids": pair.ids, "types": pair.type_ids}}
    types_in = "token_type_ids" in names
    run = lambda ids, types: States(model, names).eval()(*[{"input_ids": torch.tensor([ids]), "attention_mask": torch.ones(1, len(ids), dtype=torch.long),
                                                     "token_type_ids": torch.tensor([types])}[each] for each in names])[0]
    with torch.no_grad():
        for text in texts:
            one = tokenizer.encode(text)
            entry = {"text": text, "bare": tokenizer.encode(text, add_special_tokens=False).ids, "ids": one.ids}
            if output != "logits":
                states = run(one.ids, [0] * len(one.ids))
                entry |= {"mean": numbers(states.mean(0)), "first": numbers(states[0])}
            said["texts"].append(entry)
        if output == "logits":
            said["pair"]["logit"] = numbers(run(pair.ids, pair.type_ids if types_in else []))
        else:
            said["pair"]["states"] = numbers(run(pair.ids, pair.type_ids if types_in else [])[-1])
    (folder / "expected.json").write_text(json.dumps(said, ensure_ascii=False) + "\n")
    print(name, sum(file.stat().st_size for file in folder.iterdir()) // 1000, "kB")


size = dict(hidden_size=24, num_hidden_layers=2, num_attention_heads=4, intermediate_size=48)
three = ["input_ids", "attention_mask", "token_type_ids"]
two = three[:2]
torch.manual_seed(7)

piece = wordpiece()
bert = dict(vocab_size=piece.get_vocab_size(), max_position_embeddings=128, attn_implementation="eager", **size)
write("bert-wordpiece", BertModel(BertConfig(**bert), add_pooling_layer=False), piece, three,
      {"model_type": "bert", "architectures": ["BertModel"], "hidden_size": 24, "max_position_embeddings": 128})
write("bert-vocab", BertModel(BertConfig(**bert), add_pooling_layer=False), piece, three,
      {"model_type": "bert", "architectures": ["BertModel"], "hidden_size": 24, "max_position_embeddings": 128}, bare=True)
write("bert-cross", BertForSequenceClassification(BertConfig(num_labels=1, **bert)), piece, three,
      {"model_type": "bert", "architectures": ["BertForSequenceClassification"], "hidden_size": 24, "max_position_embeddings": 128}, output="logits")

bpe = byte_level()
write("roberta-bpe", RobertaModel(RobertaConfig(vocab_size=bpe.get_vocab_size(), max_position_embeddings=130, type_vocab_size=1, pad_token_id=1,
      bos_token_id=0, eos_token_id=2, attn_implementation="eager", **size), add_pooling_layer=False), bpe, two,
      {"model_type": "roberta", "architectures": ["RobertaModel"], "hidden_size": 24, "max_position_embeddings": 130, "pad_token_id": 1})

pieces = unigram()
write("deberta-unigram", DebertaV2Model(DebertaV2Config(vocab_size=pieces.get_vocab_size(), max_position_embeddings=128, type_vocab_size=0,
      relative_attention=True, position_buckets=16, norm_rel_ebd="layer_norm", share_att_key=True, pos_att_type=["p2c", "c2p"],
      position_biased_input=False, attn_implementation="eager", **size)), pieces, two,
      {"model_type": "deberta-v2", "architectures": ["DebertaV2Model"], "hidden_size": 24, "max_position_embeddings": 128})

mp = wordpiece(("<pad>", "<unk>", "<s>", "</s>", "<mask>"))
write("mpnet-wordpiece", MPNetModel(MPNetConfig(vocab_size=mp.get_vocab_size(), max_position_embeddings=130, pad_token_id=0,
      attn_implementation="eager", **size), add_pooling_layer=False), mp, two,
      {"model_type": "mpnet", "architectures": ["MPNetModel"], "hidden_size": 24, "max_position_embeddings": 130})

modern = byte_level(("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"), roberta=False)
write("modernbert-bpe", ModernBertModel(ModernBertConfig(vocab_size=modern.get_vocab_size(), max_position_embeddings=128, pad_token_id=0,
      cls_token_id=2, sep_token_id=3, bos_token_id=2, eos_token_id=3, local_attention=16, global_attn_every_n_layers=2, reference_compile=False,
      attn_implementation="eager", **size)), modern, two,
      {"model_type": "modernbert", "architectures": ["ModernBertModel"], "hidden_size": 24, "max_position_embeddings": 128})

# The same first model in other clothes: half precision, quantised, weights in a file beside it.
for name in ["bert-fp16", "bert-int8", "bert-external"]:
    shutil.rmtree(out / name, ignore_errors=True)
    shutil.copytree(out / "bert-wordpiece", out / name)
whole = onnx.load(str(out / "bert-wordpiece" / "model.onnx"))
onnx.save(convert_float_to_float16(onnx.load(str(out / "bert-wordpiece" / "model.onnx"))), str(out / "bert-fp16" / "model.onnx"))
quantize_dynamic(str(out / "bert-wordpiece" / "model.onnx"), str(out / "bert-int8" / "model.onnx"), per_channel=True, weight_type=QuantType.QInt8)
(out / "bert-external" / "model.onnx").unlink()
onnx.save_model(whole, str(out / "bert-external" / "model.onnx"), save_as_external_data=True, location="model.onnx_data", size_threshold=1024)
