"""The conditions of a frame as a short list of tests, made once when the codebook is loaded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from service.stages.extract.frames import Frame
from service.stages.extract.syntax import clause, is_passive
from service.stages.extract.syntax_words import is_verb, lemma
from service.stages.extract.words import WordView

Token = Any
Test = Callable[[WordView], bool]
#: of each set of lemmas the sentence must have one
Reach = tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A set of the frame format: lemmas, pairs of lemmas, names of computed classes."""

    words: frozenset[str]
    pairs: frozenset[str]
    classes: tuple[str, ...]

    @classmethod
    def of(cls, names: frozenset[str]) -> Wanted:
        """The set taken apart."""
        classes = tuple(sorted(n for n in names if n.startswith("@")))
        pairs = frozenset(n for n in names if " " in n)
        return cls(names - pairs - set(classes), pairs, classes)

    def any_of(self, tokens: Sequence[Token], view: WordView) -> bool:
        """Whether one of the tokens is in the set."""
        return any(self._has(x, view) for t in tokens for x in (t, *counted(t), *titles(t, view)))

    def _has(self, token: Token, view: WordView) -> bool:
        word = lemma(token)
        if word in self.words:
            return True
        if self.pairs and any(f"{lemma(c)} {word}" in self.pairs for c in token.lefts):
            return True
        return any(view.is_class(token, name) for name in self.classes)


def counted(noun: Token) -> Sequence[Token]:
    """'Police' of 'hundreds of police', 'palaces' of 'one of his palaces': what is counted."""
    if lemma(noun) not in _COUNTS and noun.tag_ != "CD":
        return ()
    return [p for of in noun.children if of.lower_ == "of" for p in of.children if p.dep_ == "pobj"]


def titles(name: Token, view: WordView) -> Sequence[Token]:
    """'President' of 'President Rojas': a person is what the title in front says."""
    if name.tag_ != "NNP" or not any(c.dep_ == "compound" for c in name.children):
        return ()
    if not view.is_class(name, "@person"):
        return ()
    return [c for c in name.children if c.dep_ == "compound" and c.i < name.i]


_COUNTS: Final = frozenset(
    {"all", "both", "couple", "dozen", "eight", "five", "four", "half", "handful", "hundred",
     "majority", "many", "million", "most", "nine", "number", "one", "part", "score", "seven",
     "several", "six", "some", "ten", "thousand", "three", "total", "two"}
)  # fmt: skip


def conditions(frame: Frame) -> tuple[Test, ...]:
    """All tests of a frame beside its reach, the cheap ones first; all must hold."""
    tests: list[Test | None] = [
        _particle(frame),
        (lambda v: v.light is not None) if frame.light_only else None,
        (lambda v: v.clause.passive == (frame.voice == "passive")) if frame.voice else None,
        _slot("compound", frame.compound),
        _slot("amod", frame.amod),
        _slot("obj", frame.obj),
        _without("obj", frame.obj_not),
        _slot("subj", frame.subj) if frame.verb else _subject_above(frame.subj),
        _without("subj", frame.subj_not) if frame.verb else None,
        _preps(frame),
        _complement(frame),
    ]
    return tuple(t for t in tests if t is not None)


def reach(frame: Frame) -> Reach:
    """Sets of words of which the sentence must have one each: cheap, and mostly settles it."""
    slots = [frame.compound, frame.amod, frame.obj, frame.pobj, frame.subj if frame.verb else None]
    wanted = [
        frozenset(w.rpartition(" ")[2] for w in words)
        for words in slots
        if isinstance(words, frozenset) and not any(w[0] == "@" for w in words)
    ]
    return (*wanted, frame.comp_verb) if frame.comp_verb else tuple(wanted)


def _particle(frame: Frame) -> Test | None:
    particle = frame.prt
    if not particle:
        return None
    return lambda v: has_particle(v.token, particle)


def has_particle(token: Token, particle: str) -> bool:
    """Whether the word ('out', 'hostage', 'free') stands under the verb or right behind it.

    A preposition with its own object further on is none: 'gave the news in a call'; nor is one of
    time: 'was hanged on Sunday'; nor one of a passive: 'was signed in Lima', 'was held on a ship'.
    """
    if any(_word(c) == particle and not _has_object(c) for c in token.children):
        return True
    at, doc = token.i + 1, token.doc
    if at >= len(doc) or _word(doc[at]) != particle or _is_of_time(doc[at]):
        return False
    return not (_has_object(doc[at]) and is_passive(token))


def _word(token: Token) -> str:
    """The word as written; of 'not guilty' what it means."""
    return "innocent" if token.lemma_ == "innocent" else str(token.lower_)


def _is_of_time(word: Token) -> bool:
    dated = (c.ent_type_ in {"DATE", "TIME"} for c in word.children if c.dep_ == "pobj")
    return word.dep_ == "prep" and any(dated)


def _has_object(word: Token) -> bool:
    return word.dep_ == "prep" and any(c.dep_ == "pobj" for c in word.children)


def _slot(name: str, wanted: frozenset[str] | bool | None) -> Test | None:
    if wanted is None:
        return None
    if isinstance(wanted, bool):
        return lambda v: bool(v.slot(name)) == wanted
    words = Wanted.of(wanted)
    return lambda v: words.any_of(v.slot(name), v)


def _subject_above(wanted: frozenset[str] | None) -> Test | None:
    """'The storm left nine dead': of an adjective, whatever made it so."""
    if wanted is None:
        return None
    words = Wanted.of(wanted)
    return lambda v: v.token.dep_ == "oprd" and words.any_of(clause(v.token.head).subjects, v)


def _without(name: str, unwanted: frozenset[str] | None) -> Test | None:
    if not unwanted:
        return None
    words = Wanted.of(unwanted)
    return lambda v: not words.any_of(v.slot(name), v)


def _preps(frame: Frame) -> Test | None:
    if not (frame.prep or frame.pobj or frame.pobj_not):
        return None
    preps = frame.prep
    wanted = Wanted.of(frame.pobj) if frame.pobj else None
    unwanted = Wanted.of(frame.pobj_not) if frame.pobj_not else None

    def test(v: WordView) -> bool:
        groups = [found for prep, found in v.preps.items() if preps is None or prep in preps]
        if preps is None:
            groups = [tuple(t for found in groups for t in found)]
        return any(
            (wanted is None or wanted.any_of(found, v))
            and not (unwanted is not None and unwanted.any_of(found, v))
            for found in groups
        )

    return test


def _complement(frame: Frame) -> Test | None:
    kinds, words = frame.comp, frame.comp_verb
    if not (kinds or words):
        return None

    def test(v: WordView) -> bool:
        found = v.clause.complements if is_verb(v.token) else noun_complements(v.token)
        verbs = [x for kind in (kinds or found) for x in found.get(kind, ())]
        return bool(verbs) if not words else any(lemma(x) in words for x in verbs)

    return test


def noun_complements(noun: Token) -> dict[str, tuple[Token, ...]]:
    """Clauses under a noun: 'to' for 'a decision to leave', 'that' for relative clauses."""
    found: dict[str, tuple[Token, ...]] = {}
    for child in noun.children:
        if child.dep_ in {"acl", "relcl", "xcomp", "ccomp"} and is_verb(child):
            to = any(c.dep_ == "aux" and c.lower_ == "to" for c in child.children)
            kind = "to" if to else "that"
            found[kind] = (*found.get(kind, ()), child)
    return found
