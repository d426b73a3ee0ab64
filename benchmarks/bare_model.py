"""The language model tuned as a careful user would tune it, with nothing of ours around it.

Matrix products go to numpy's OpenBLAS; lemmas and parts of speech are remembered by text, tag and
label, so that spaCy's rules run for new words only; texts are read sixteen at a time, within a
memory zone, as in a process that is to run for long. What comes out are spaCy's own docs.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Any

_RULES = ("attribute_ruler", "lemmatizer")
_BATCH = 16


class BareModel:
    """`nlp` has OpenBLAS set already: a `LanguageModel` sets it for all that use its pipeline."""

    def __init__(self, nlp: Any) -> None:
        self._nlp = nlp
        self._rules = [pipe for name, pipe in nlp.pipeline if name in _RULES]
        self._pipes = [pipe for name, pipe in nlp.pipeline if name not in _RULES]
        self._known: dict[tuple[int, int, int], tuple[str, str]] = {}

    def seconds(self, texts: Iterable[str]) -> float:
        """Processor time for reading all of them."""
        began = time.process_time()
        with self._nlp.memory_zone():
            stream: Any = map(self._nlp.make_doc, texts)
            for pipe in self._pipes:
                stream = pipe.pipe(stream, batch_size=_BATCH)
            for doc in stream:
                self._give_lemmas(doc)
        return time.process_time() - began

    def _give_lemmas(self, doc: Any) -> None:
        keys = list(map(tuple, doc.to_array(["ORTH", "TAG", "DEP"]).tolist()))
        if all(key in self._known for key in keys):
            for token, key in zip(doc, keys, strict=True):
                token.pos_, token.lemma_ = self._known[key]
            return
        for pipe in self._rules:
            doc = pipe(doc)
        self._known |= {key: (t.pos_, t.lemma_) for key, t in zip(keys, doc, strict=True)}
