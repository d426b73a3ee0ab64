"""One row of the codebook: its fields, its checks, and how narrow a reading it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, Final, Literal, cast

from schemas.codebook import MODES

#: classes that the matcher computes from coded actors, places and figures
COMPUTED_CLASSES: Final = frozenset({"@actor", "@armed", "@number", "@party", "@person", "@place"})
PREPOSITIONS: Final = frozenset(
    {
        "about", "above", "across", "after", "against", "along", "alongside", "among", "around",
        "as", "at", "because", "before", "behind", "below", "beside", "between", "by", "due",
        "during", "for", "from", "in", "inside", "into", "like", "near", "of", "off", "on",
        "onto", "out", "outside", "over", "round", "through", "to", "toward", "towards", "under",
        "until", "upon", "when", "while", "with", "within", "without",
    }
)  # fmt: skip
SLOTS: Final = PREPOSITIONS | {"subj", "obj", "iobj", "poss", "amod", "compound"}

_POS: Final = ("verb", "noun", "adj")
_LISTS: Final = frozenset(
    {"prep", "pobj", "pobj_not", "obj", "obj_not", "subj", "subj_not", "comp", "comp_verb",
     "compound", "amod"}
)  # fmt: skip
_FLAGS: Final = frozenset({"light_only", "symmetric", "weak", "content", "speech"})
_VERB_SLOTS: Final = (("subj",), ("obj",))
_NOUN_SLOTS: Final = (("poss", "by", "amod", "compound"), ("against", "on"))
#: how much a condition narrows a reading; a class narrows less than named words
_WEIGHT: Final = {
    "prt": 4, "prep": 2, "pobj": 3, "obj": 3, "subj": 3, "comp": 2, "comp_verb": 3, "voice": 1,
    "compound": 4, "amod": 3, "light_only": 1, "obj_not": 1, "subj_not": 1, "pobj_not": 1,
}  # fmt: skip


Classes = Mapping[str, frozenset[str]]
Expand = Callable[[tuple[str, ...]], frozenset[str]]


class LexiconError(ValueError):
    """A mistake in a lexicon file; the text names file and entry."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One row of the codebook: a trigger, its conditions, its type and its slots.

    Sets hold lemmas, pairs ('air strike') and, for computed classes, names that start with '@'.
    """

    type: str
    modes: tuple[str, ...] = ()
    verb: str | None = None
    noun: str | None = None
    adj: str | None = None
    prt: str | None = None
    prep: frozenset[str] | None = None
    pobj: frozenset[str] | None = None
    pobj_not: frozenset[str] | None = None
    obj: frozenset[str] | bool | None = None
    obj_not: frozenset[str] | None = None
    subj: frozenset[str] | None = None
    subj_not: frozenset[str] | None = None
    comp: frozenset[str] | None = None
    comp_verb: frozenset[str] | None = None
    voice: Literal["passive", "active"] | None = None
    compound: frozenset[str] | None = None
    amod: frozenset[str] | None = None
    light_only: bool = False
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    symmetric: bool = False
    weak: bool = False
    content: bool = False
    speech: bool = False
    specificity: int = 0

    @property
    def lemma(self) -> str:
        """The trigger's lemma; nouns may have two words."""
        return self.verb or self.noun or self.adj or ""


def parse_frame(row: Mapping[str, Any], expand: Expand) -> Frame:
    """A checked frame from one YAML mapping; LexiconError says what is wrong with it."""
    _check(row)
    values: dict[str, Any] = dict(row)
    for key in _LISTS & row.keys():
        if not isinstance(row[key], bool):
            values[key] = expand(tuple(row[key]))
    values["modes"] = tuple(row.get("modes", ()))
    actor, recipient = _VERB_SLOTS if "verb" in row else _NOUN_SLOTS
    values["actor"] = tuple(row.get("actor", actor))
    symmetric = bool(row.get("symmetric"))
    values["recipient"] = tuple(row.get("recipient", () if symmetric else recipient))
    values["specificity"] = _specificity(row)
    return Frame(**values)


def class_expander(classes: Classes) -> Expand:
    """A function from words and classes to one set; equal lists share one set, to save memory."""

    @cache
    def expand(words: tuple[str, ...]) -> frozenset[str]:
        found = frozenset(words)
        named = {w for w in words if w[0] == "@"} - COMPUTED_CLASSES
        if named - classes.keys():
            raise LexiconError(f"unknown classes {sorted(named - classes.keys())}")
        return (found - named).union(*(classes[name] for name in named))

    return expand


def _specificity(row: Mapping[str, Any]) -> int:
    """Weight of all conditions; named words weigh one more than classes, true or false two less."""
    total = 0
    for key in _WEIGHT.keys() & row.keys():
        value = row[key]
        total += _WEIGHT[key]
        if isinstance(value, list):
            total += not key.endswith("_not") and not any(w[0] == "@" for w in value)
        elif key == "obj":
            total -= 2
    return total


def _check(row: Mapping[str, Any]) -> None:
    unknown = row.keys() - _KEYS
    if unknown:
        raise LexiconError(f"unknown keys {sorted(unknown)}")
    if sum(pos in row for pos in _POS) != 1:
        raise LexiconError("a frame has one trigger: verb, noun or adj")
    _check_type(row)
    for key in _LISTS & row.keys():
        _check_list(key, row[key])
    if not {*row.get("actor", ()), *row.get("recipient", ())} <= SLOTS:
        raise LexiconError("unknown slot")
    if not set(row.get("prep", ())) <= PREPOSITIONS:
        raise LexiconError("unknown preposition")
    if any(row[key] is not True for key in _FLAGS & row.keys()):
        raise LexiconError("a flag is true or left out")


def _check_type(row: Mapping[str, Any]) -> None:
    kind = row.get("type")
    if kind != "NONE" and kind not in MODES:
        raise LexiconError(f"unknown type {kind}")
    allowed = MODES[cast(Any, kind)] if kind != "NONE" else ()
    if not set(row.get("modes", ())) <= set(allowed):
        raise LexiconError(f"modes {row['modes']} are not of {kind}")


def _check_list(key: str, value: Any) -> None:
    if key == "obj" and isinstance(value, bool):
        return
    if not isinstance(value, list) or not value or not all(isinstance(w, str) for w in value):
        raise LexiconError(f"{key} must be a list of words")


_KEYS: Final = frozenset(f.name for f in fields(Frame)) - {"specificity"}
