"""Passives of headlines, which leave out the auxiliary: 'Minister beaten by crowd'."""

from __future__ import annotations

from typing import Any, Final

from service.stages.extract.syntax_words import is_noun, lemma

Token = Any

#: verbs without an object, which the tagger takes for participles now and then
_NEVER_PASSIVE: Final = frozenset(
    {"arrive", "clash", "demonstrate", "fight", "flee", "gather", "march", "meet", "protest",
     "rally", "resign", "retaliate", "riot", "surrender", "talk", "travel", "vote"}
)  # fmt: skip
#: verbs that want an object: without one their past tense in a headline, or joined to a passive,
#: is a participle
_WANT_OBJECTS: Final = frozenset(
    {"abduct", "acquit", "adopt", "arrest", "assassinate", "ban", "bar", "behead", "besiege",
     "bomb", "cancel", "convict", "curb", "declare", "deport", "detain", "dismiss", "eject",
     "evacuate", "execute", "expel", "extend", "extradite", "hack", "hand", "hijack", "hold",
     "impose", "imprison", "indict", "injure", "jail", "kidnap", "kill", "lift", "loot", "murder",
     "oust", "pardon", "postpone", "quash", "raid", "ransack", "ratify", "release", "rescue",
     "sack", "seize", "sentence", "sign", "stone", "suspend", "torch", "torture", "wound"}
)  # fmt: skip
_LONGEST: Final = 14


def wants_object(verb: Token) -> bool:
    """Whether a past tense without an object is a participle: 'was led out and handed to them'."""
    return lemma(verb) in _WANT_OBJECTS


def headline_passive(verb: Token) -> bool:
    """'Observers allowed into the city', 'Truce signed in Accra': the auxiliary is dropped."""
    if verb.dep_ == "ROOT" and verb.tag_ == "VBN":
        return lemma(verb) not in _NEVER_PASSIVE
    if verb.dep_ == "ROOT" and wants_object(verb) and _is_headline(verb):
        return True
    return any(
        c.lower_ == "by" and c.dep_ == "prep" and any(is_noun(p) for p in c.children)
        for c in verb.children
    )


def _is_headline(verb: Token) -> bool:
    """A short line without a full stop, whose subject has no article."""
    sent = verb.sent
    if len(sent) > _LONGEST or sent[-1].is_punct:
        return False
    subjects = (c for c in verb.children if c.dep_ == "nsubj")
    return all(is_noun(s) and all(w.dep_ != "det" for w in s.children) for s in subjects)
