"""What the words themselves call long past: 'three years ago', 'had previously fought'."""

from __future__ import annotations

from typing import Any, Final

from service.stages.extract.modality_clause import WORDS
from service.stages.extract.modality_lexicon import Reading
from service.stages.extract.syntax_words import lemma

Token = Any


def past_reading(trigger: Token, anchor: Token) -> Reading | None:
    """`historical` where an adverb of the act itself says so (coding rule 3)."""
    if _used_to(anchor):
        return Reading("historical", "used to")
    for word in {trigger.i: trigger, anchor.i: anchor}.values():
        for child in word.children:
            if child.lower_ == "in" and any(c.lower_ == "past" for c in child.children):
                return Reading("historical", "in the past")
            if child.dep_ != "advmod":
                continue
            if child.lower_ in WORDS.past_adverbs or (child.lower_ == "ago" and _in_years(child)):
                return Reading("historical", child.text)
    return _in_a_work(anchor)


def _used_to(verb: Token) -> bool:
    """'Used to work with the police'; 'used dogs to search' did so."""
    use = verb.head
    past = use.lower_ == "used" and use.tag_ == "VBD"
    return bool(past and verb.dep_ == "xcomp" and verb.i <= use.i + 3)


def _in_a_work(verb: Token) -> Reading | None:
    """'The museum shows how the resistance blew up trains': what a work is about."""
    for _ in range(3):
        if verb.dep_ not in {"ccomp", "conj"}:
            return None
        verb = verb.head
        work = next((c for c in verb.children if c.dep_ == "nsubj" and lemma(c) in _WORKS), None)
        if work is not None:
            return Reading("historical", work.text)
    return None


#: films and footage are not among them: they are also evidence of what happened today
_WORKS: Final = frozenset(
    {"biography", "drama", "exhibit", "exhibition", "memoir", "mural", "museum", "musical", "novel",
     "opera", "painting", "play", "poem"}
)  # fmt: skip


def _in_years(ago: Token) -> bool:
    return any(lemma(c) in WORDS.past_units for c in ago.children)
