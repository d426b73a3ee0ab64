"""Which joints of a parse say where an act was: 'in X', 'shelling of X', 'by a bomb in X'."""

from __future__ import annotations

from typing import Any, Final

from service.stages.extract.place_lexicon import words_of

_STREETS: Final = frozenset({"road", "roads", "square", "street", "streets"})
_AWAY: Final = frozenset({"after", "ahead", "before", "following"})


def locates(noun: Any, prep: Any, above: Any, act: bool) -> bool:
    """'in X', 'outskirts of X', 'shelling of X', 'battle for X', 'withdrew from X'."""
    word = prep.lower_
    if _is_somebody(above):  # 'the opposition leader in X'
        return word in words_of("where") and _is_victim(above)
    if word in words_of("where"):
        return True
    if word == "of":
        return _is_part(above) or (act and above.pos_ in ("NOUN", "PROPN"))
    if word in ("on", "upon", "against", "for") and above.lower_ in words_of("attack"):
        return True
    if word in ("on", "upon"):
        return noun.lower_ in words_of("surface") or (act and above.lemma_ in words_of("onto"))
    if word in ("to", "toward", "towards", "for"):
        leaves = word == "for" and above.lemma_ == "leave"
        if leaves or above.lower_ in words_of("travel") or (word == "to" and _is_done_to(above)):
            return True
        return act and above.lemma_ in words_of("motion")
    return word == "from" and act and above.lemma_ in words_of("leaving")


def _is_part(noun: Any) -> bool:
    """'the outskirts of X', 'the resort of X'."""
    return noun.lower_ in words_of("partition") or noun.lower_ in words_of("before")


def passes(noun: Any, prep: Any, above: Any) -> bool:
    """Whether what lies above a stated place leaves it the place: 'by a bomb in X', not 'about'."""
    word = prep.lower_
    if _is_somebody(above) or (noun.lower_ in words_of("occasion") and word in _AWAY):
        return False
    if noun.lower_ == "eve":
        return False
    if word == "to" and _is_done_to(above):
        return True  # 'set fire to a bridge in X'
    if word == "to" and noun.lower_ in _STREETS:
        return True  # 'took to the streets in X'
    if word == "from" and (noun.dep_ == "pcomp" or above.lower_ in words_of("attack")):
        return True  # 'barred from working in X', 'siege from rebels in X'
    if noun.lower_ in words_of("travel") and word not in ("during", "on", "in"):
        return False
    if word in ("on", "upon"):
        on_ground = noun.lower_ in words_of("surface")
        return on_ground or above.lower_ in words_of("attack") or above.pos_ in ("VERB", "AUX")
    return word not in words_of("apart") or (word == "from" and noun.lower_ in words_of("bench"))


def _is_done_to(word: Any) -> bool:
    """'set fire to X', 'laid siege to X', 'laid waste to X'."""
    done = words_of("done_to")
    return word.lower_ in done or any(c.lower_ in done for c in word.rights)


def _is_somebody(noun: Any) -> bool:
    """Whether a place that hangs on the noun says who, not where: 'the mayor of', 'chief in'."""
    if noun.ent_type_ == "PERSON" or noun.lower_ in words_of("office"):
        return True
    return noun.dep_ == "pobj" and noun.head.lower_ == "of" and _is_head(noun.head.head)


def _is_victim(noun: Any) -> bool:
    """'A strike killed a commander in X': where he was hit."""
    hit = noun.dep_ in ("dobj", "nsubjpass") and noun.head.lemma_ in words_of("casualty")
    return bool(hit and noun.lower_ in words_of("office"))


def _is_head(noun: Any) -> bool:
    """'head' of 'the head of the police in X'."""
    return bool(noun.lower_ in words_of("office") and noun.dep_ != "pobj")
