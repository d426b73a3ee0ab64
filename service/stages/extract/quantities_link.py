"""Which casualty word a counted phrase belongs to: next to it, or by the parse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from spacy.tokens import Doc

from schemas.codebook import QuantityKind
from service.stages.extract.quantities_lexicon import CueWords, cue_words
from service.stages.extract.quantities_phrase import Counted

Token = Any

_BE: Final = frozenset(
    [
        "was",
        "were",
        "is",
        "are",
        "been",
        "being",
        "be",
        "'s",
        "get",
        "gets",
        "got",
        "getting",
        "left",
        "found",
    ]
)
_SKIP: Final = _BE | frozenset(
    [
        "have",
        "has",
        "had",
        "reportedly",
        "also",
        "others",
        "other",
        "more",
        "then",
        "later",
        "seriously",
        "badly",
        "critically",
        "slightly",
        "allegedly",
        "feared",
        "confirmed",
        "reported",
        "thought",
        "believed",
        "to",
        "still",
        "now",
        "both",
        "severely",
        "lightly",
        "shot",
        "burned",
        "burnt",
        "beaten",
        "stabbed",
        "hacked",
        "crushed",
        "subsequently",
        "presumably",
        "apparently",
        "go",
        "gone",
        "went",
        "taken",
        "each",
        "themselves",
        "known",
        "either",
        "officially",
        "it",
        "that",
        "who",
        "which",
        "-",
        ",",
        "already",
    ]
)
_LEFT_SKIP: Final = frozenset(
    [
        "also",
        "reportedly",
        "up",
        "the",
        "to",
        "at",
        "of",
        "another",
        "all",
        "its",
        "only",
        "allegedly",
    ]
)
_ARGUMENT_TAGS: Final = frozenset({"DT", "PRP", "PRP$", "CD", "NNS", "NNP", "NNPS"})
_MAX_SKIP: Final = 7
_MIXED: Final = frozenset({"killed", "injured"})
_UP: Final = frozenset({"conj", "appos", "nmod"})
_SMALL_CLAUSE: Final = frozenset(
    [
        "leave",
        "leaves",
        "left",
        "leaving",
        "see",
        "saw",
        "find",
        "found",
        "report",
        "reported",
        "count",
        "with",
    ]
)


@dataclass(frozen=True, slots=True)
class Link:
    """The casualty word of a figure, the kind, and how it was found."""

    cue: int
    kind: QuantityKind
    why: str


def _merged(words: Sequence[str], i: int, kind: QuantityKind, cues: CueWords) -> QuantityKind:
    """ "killed and wounded 30" counts both, so the kind of each is unstated: `other`."""
    for step in (-1, 1):
        joint, far = i + step, i + 2 * step
        if 0 <= far < len(words) and words[joint] in ("and", "or", "/"):
            near = cues.acts.get(words[far]) or cues.states.get(words[far])
            if near and near != kind and {near, kind} == _MIXED:
                return "other"
    return kind


def _phrase_kind(words: Sequence[str], i: int, cues: CueWords) -> QuantityKind | None:
    for size in (3, 2):
        kind = cues.phrases.get(tuple(words[i : i + size]))
        if kind:
            return kind
    return None


def by_head(doc: Doc, words: Sequence[str], phrase: Counted) -> Link | None:
    """The counted noun is the loss itself ("six deaths"), or says it ("three wounded men")."""
    cues, head = cue_words(), phrase.head
    for i in range(phrase.number.core_end, phrase.end):
        word = words[i]
        if i == head and word == "lives":
            near = (
                words[max(0, phrase.start - 3) : phrase.start] + words[phrase.end : phrase.end + 3]
            )
            if any(w in cues.life_verbs for w in near):
                return Link(i, "killed", "lives")
        elif i == head and word in cues.counted:
            return Link(i, cues.counted[word], "counted noun")
        elif i != head and word in cues.states and doc[i].tag_ != "POS":
            return Link(i, _merged(words, i, cues.states[word], cues), "modifier")
    return None


def by_right(doc: Doc, words: Sequence[str], phrase: Counted) -> Link | None:
    """A casualty word right after the phrase: "20 injured", "11 people were killed"."""
    cues, passive, stop = cue_words(), False, min(len(words), phrase.end + _MAX_SKIP)
    for i in range(phrase.end, stop):
        word = words[i]
        kind = _phrase_kind(words, i, cues)
        if kind:
            return Link(i, kind, "right phrase")
        if word in cues.subject:
            return Link(i, cues.subject[word], "right subject")
        if word in cues.states or word in cues.past:
            if not passive and _takes_object(doc, words, i, cues):
                return None
            kind = cues.states.get(word) or cues.acts[word]
            return Link(i, _merged(words, i, kind, cues), "right state")
        if word not in _SKIP:
            return None
        passive = passive or word in _BE
    return None


def _takes_object(doc: Doc, words: Sequence[str], i: int, cues: CueWords) -> bool:
    """True where "killed" after a phrase is active: "two gunmen killed a guard"."""
    if words[i] not in cues.past or i + 1 >= len(words):
        return False
    token = doc[i]
    if any(child.dep_ in ("dobj", "obj") and child.i > i for child in token.children):
        nearest = min(child.i for child in token.children if child.dep_ in ("dobj", "obj"))
        return not any(w in cues.past or w in cues.states for w in words[nearest + 1 : nearest + 3])
    after = doc[i + 1]
    if after.tag_ == "CD":
        return not any(w in cues.past or w in cues.states for w in words[i + 2 : i + 4])
    return bool(after.tag_ in ("DT", "PRP", "PRP$"))


def by_left(doc: Doc, words: Sequence[str], phrase: Counted) -> Link | None:
    """A casualty word right before the phrase: "killing 20", "the bodies of 19 men"."""
    cues, i, through = cue_words(), phrase.start - 1, ""
    while i >= 0 and words[i] in _LEFT_SKIP and phrase.start - i < 4:
        through = words[i] if words[i] in ("of", "to", "at") else through
        i -= 1
    if i < 0:
        return None
    word = words[i]
    if word == "toll" and through:
        return Link(i, "killed", "toll")
    if through == "of" and word in cues.of_nouns:
        return Link(i, cues.of_nouns[word], "of-noun")
    if through or word not in cues.acts:
        return None
    if word in cues.past and any(w in _BE for w in words[max(0, i - 3) : i] if w != "left"):
        return None
    return Link(i, _merged(words, i, cues.acts[word], cues), "left verb")


def by_toll(doc: Doc, words: Sequence[str], phrase: Counted) -> Link | None:
    """ "the death toll rose to 30", "bringing the toll to at least 12"."""
    cues = cue_words()
    window = words[max(0, phrase.start - 9) : phrase.start]
    for back, word in enumerate(reversed(window)):
        if word in ("toll", "deaths", "fatalities"):
            between = window[len(window) - back :]
            if any(w in cues.toll_verbs for w in between) and ";" not in between:
                return Link(phrase.start - 1 - back, "killed", "toll")
            return None
    return None


def by_tree(doc: Doc, words: Sequence[str], phrase: Counted) -> Link | None:
    """The casualty word that governs the phrase, or that it is the subject of."""
    token: Token = doc[phrase.head if phrase.head is not None else phrase.number.core_end - 1]
    below = _below(token, words)
    if below:
        return below
    for _ in range(5):
        if token.dep_ not in _UP:
            break
        token = token.head
    return _governor(doc, token, words, phrase)


def _below(token: Token, words: Sequence[str]) -> Link | None:
    cues = cue_words()
    for child in token.children:
        if child.i < token.i or child.dep_ not in ("acl", "relcl", "amod", "advcl"):
            continue
        word = words[child.i]
        kind = cues.states.get(word) or cues.subject.get(word)
        if kind is None and word in cues.past and child.tag_ == "VBN":
            kind = cues.acts[word]
        if kind and not _active_relative(child):
            return Link(child.i, _merged(words, child.i, kind, cues), "modifying clause")
    return None


def _active_relative(verb: Token) -> bool:
    """ "two gunmen who killed a guard": the relative pronoun acts."""
    deps = {child.dep_ for child in verb.children}
    return "dobj" in deps and "nsubjpass" not in deps and "auxpass" not in deps


def _governor(doc: Doc, token: Token, words: Sequence[str], phrase: Counted) -> Link | None:
    cues, dep, head = cue_words(), token.dep_, token.head
    word = words[head.i]
    if dep in ("nsubj", "nsubjpass"):
        return _of_subject(token, words)
    if dep in ("dobj", "obj", "dative") and word in cues.acts:
        return Link(head.i, _merged(words, head.i, cues.acts[word], cues), "object")
    if dep in ("dobj", "obj") and head.dep_ == "conj" and words[head.head.i] in cues.acts:
        if not any(c.dep_ in ("dobj", "nsubjpass", "auxpass") for c in head.head.children):
            return Link(head.head.i, cues.acts[words[head.head.i]], "shared object")
    if dep in ("dobj", "obj", "pobj") and word in _SMALL_CLAUSE:
        return _small_clause(doc, words, phrase)
    if (
        dep == "pobj"
        and word in ("of", "by")
        and words[head.head.i] in cues.of_nouns
        and word == "of"
    ):
        return Link(head.head.i, cues.of_nouns[words[head.head.i]], "of-noun")
    if dep == "attr":
        noun = next((words[c.i] for c in head.children if c.dep_ == "nsubj"), "")
        if noun in cues.counted:
            return Link(head.i, cues.counted[noun], "attribute")
    return None


def _of_subject(token: Token, words: Sequence[str]) -> Link | None:
    cues, verb = cue_words(), token.head
    word = words[verb.i]
    if word in cues.subject:
        return Link(verb.i, cues.subject[word], "subject")
    active = any(child.dep_ in ("dobj", "obj") for child in verb.children)
    passive = token.dep_ == "nsubjpass" or (verb.tag_ == "VBN" and not active)
    if word in cues.past and passive:
        return Link(verb.i, _merged(words, verb.i, cues.acts[word], cues), "passive subject")
    if word in cues.states and not active:
        return Link(verb.i, cues.states[word], "state")
    for child in verb.children:
        if child.dep_ in ("acomp", "attr", "oprd") and words[child.i] in cues.states:
            return Link(child.i, cues.states[words[child.i]], "predicate")
    kind = _phrase_kind(words, verb.i, cues) or _phrase_kind(words, verb.i + 1, cues)
    return Link(verb.i, kind, "predicate phrase") if kind and verb.i > token.i else None


def _small_clause(doc: Doc, words: Sequence[str], phrase: Counted) -> Link | None:
    """ "left two members and five soldiers dead": the state stands after the list."""
    cues = cue_words()
    for i in range(phrase.end, min(len(words), phrase.end + 10)):
        if words[i] in cues.states:
            return Link(i, cues.states[words[i]], "small clause")
        if words[i] in (".", ";", "when", "after", "while"):
            return None
    return None
