"""Which casualty word a counted phrase belongs to: next to it, or by the parse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc

from schemas.codebook import QuantityKind
from service.stages.extract.quantities_lexicon import CueWords, cue_words, link_words
from service.stages.extract.quantities_phrase import Counted

_MAX_SKIP: Final = 7
_MIXED: Final = frozenset({"killed", "injured"})


@dataclass(frozen=True, slots=True)
class Link:
    """The casualty word of a figure, the kind, and how it was found."""

    cue: int
    kind: QuantityKind
    why: str


def merged(words: Sequence[str], i: int, kind: QuantityKind, cues: CueWords) -> QuantityKind:
    """ "killed and wounded 30" counts both, so the kind of each is unstated: `other`."""
    for step in (-1, 1):
        joint, far = i + step, i + 2 * step
        if 0 <= far < len(words) and words[joint] in ("and", "or", "/"):
            near = cues.acts.get(words[far]) or cues.states.get(words[far])
            if near and near != kind and {near, kind} == _MIXED:
                return "other"
    return kind


def phrase_kind(words: Sequence[str], i: int, cues: CueWords) -> QuantityKind | None:
    """The kind of a casualty phrase that starts at token i: "lost their lives"."""
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
            near = [*words[max(0, phrase.start - 3) : phrase.start]]
            near += words[phrase.end : phrase.end + 3]
            if any(w in cues.life_verbs for w in near):
                return Link(i, "killed", "lives")
        elif i == head and word in cues.counted:
            return Link(i, cues.counted[word], "counted noun")
        elif i != head and word in cues.states and doc[i].tag_ != "POS":
            return Link(i, merged(words, i, cues.states[word], cues), "modifier")
    return None


def by_weak_head(_doc: Doc, words: Sequence[str], phrase: Counted) -> Link | None:
    """The counted people are of a kind by their name: "forty hostages"."""
    weak, head = cue_words().weak, phrase.head
    if head is None or words[head] not in weak or phrase.basis != "number":
        return None
    return Link(head, weak[words[head]], "counted people")


def by_right(doc: Doc, words: Sequence[str], phrase: Counted) -> Link | None:
    """A casualty word right after the phrase: "20 injured", "11 people were killed"."""
    link, passive = link_words(), False
    cues, stop = cue_words(), min(len(words), phrase.end + _MAX_SKIP)
    for i in range(phrase.end, stop):
        word = words[i]
        kind = phrase_kind(words, i, cues)
        if kind:
            return Link(i, kind, "right phrase")
        if word in cues.subject:
            return Link(i, cues.subject[word], "right subject")
        if word in cues.states or word in cues.past:
            if not passive and (_takes_object(doc, words, i, cues) or _shoots(doc, i)):
                return None
            kind = cues.states.get(word) or cues.acts[word]
            return Link(i, merged(words, i, kind, cues), "right state")
        if word not in link.between and word not in link.be:
            return None
        passive = passive or word in link.be
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


def _shoots(doc: Doc, i: int) -> bool:
    """True where "shot dead" after a phrase is active: "a sniper shot dead a boy"."""
    behind = doc[i + 1].tag_ if i + 1 < len(doc) else ""
    return bool(doc[i].lower_ == "dead" and doc[i - 1].lower_ == "shot" and behind in _NOMINAL)


_NOMINAL: Final = frozenset({"CD", "DT", "JJ", "NN", "NNS", "PRP", "PRP$"})


def by_left(_doc: Doc, words: Sequence[str], phrase: Counted) -> Link | None:
    """A casualty word right before the phrase: "killing 20", "the bodies of 19 men"."""
    cues, i, through = cue_words(), phrase.start - 1, ""
    while i >= 0 and words[i] in link_words().left_between and phrase.start - i < 4:
        through = words[i] if words[i] in ("of", "to", "at") else through
        i -= 1
    if i < 0:
        return None
    word = words[i]
    if word == "dead" and i and words[i - 1] == "shot" and not through:
        return Link(i, "killed", "left verb")
    if word == "toll" and through:
        return Link(i, "killed", "toll")
    if through == "of" and word in cues.of_nouns:
        return Link(i, cues.of_nouns[word], "of-noun")
    if through or word not in cues.acts:
        return None
    if word in cues.past and any(
        w in link_words().be for w in words[max(0, i - 3) : i] if w != "left"
    ):
        return None
    return Link(i, merged(words, i, cues.acts[word], cues), "left verb")


def by_toll(_doc: Doc, words: Sequence[str], phrase: Counted) -> Link | None:
    """ "the death toll rose to 30", "bringing the toll to at least 12"."""
    cues = cue_words()
    window = list(words[max(0, phrase.start - 9) : phrase.start])
    for back, word in enumerate(reversed(window)):
        number_of = word in ("dead", "killed") and "number" in window
        if word in ("toll", "deaths", "fatalities") or number_of:
            between = window[len(window) - back :]
            if any(w in cues.toll_verbs for w in between) and not {".", ";"} & set(between):
                return Link(phrase.start - 1 - back, "killed", "toll")
            return None
    return None
