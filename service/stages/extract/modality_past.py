"""What the words themselves call long past: 'three years ago', 'had previously fought'."""

from __future__ import annotations

from typing import Any

from service.stages.extract.modality_clause import WORDS
from service.stages.extract.modality_lexicon import Reading
from service.stages.extract.syntax_words import lemma

Token = Any


def past_reading(trigger: Token, anchor: Token) -> Reading | None:
    """`historical` where an adverb of the act itself says so (coding rule 3)."""
    for word in {trigger.i: trigger, anchor.i: anchor}.values():
        for child in word.children:
            if child.dep_ != "advmod":
                continue
            if child.lower_ in WORDS.past_adverbs or (child.lower_ == "ago" and _in_years(child)):
                return Reading("historical", child.text)
    return None


def _in_years(ago: Token) -> bool:
    return any(lemma(c) in WORDS.past_units for c in ago.children)
