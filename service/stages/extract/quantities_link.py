"""Which casualty word a counted phrase belongs to: next to it, or by the parse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from spacy.tokens import Doc

from schemas.codebook import QuantityKind
from service.stages.extract.quantities_lexicon import CueWords, cue_words, link_words
from service.stages.extract.quantities_phrase import Counted

Token = Any

_MAX_SKIP: Final = 7
_MIXED: Final = frozenset({"killed", "injured"})
_UP: Final = frozenset({"conj", "appos", "nmod"})


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
            near = [*words[max(0, phrase.start - 3) : phrase.start]]
            near += words[phrase.end : phrase.end + 3]
            if any(w in cues.life_verbs for w in near):
                return Link(i, "killed", "lives")
        elif i == head and word in cues.counted:
            return Link(i, cues.counted[word], "counted noun")
        elif i != head and word in cues.states and doc[i].tag_ != "POS":
            return Link(i, _merged(words, i, cues.states[word], cues), "modifier")
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
    return Link(i, _merged(words, i, cues.acts[word], cues), "left verb")


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
    return _governor(token, words, phrase)


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


def _governor(token: Token, words: Sequence[str], phrase: Counted) -> Link | None:
    dep, word = token.dep_, words[token.head.i]
    if dep in ("nsubj", "nsubjpass"):
        return _of_subject(token, words)
    if dep in ("dobj", "obj", "dative") and (found := _of_object(token, words)):
        return found
    if dep in ("dobj", "obj", "pobj") and word in link_words().small_clause:
        return _small_clause(words, phrase)
    if dep == "pobj":
        return _of_noun(token, words)
    return _of_attribute(token, words) if dep == "attr" else None


def _of_object(token: Token, words: Sequence[str]) -> Link | None:
    """ "killed 12", and "arrested and beat 12", where the first verb shares the object."""
    acts, verb = cue_words().acts, token.head
    if words[verb.i] in acts:
        return Link(verb.i, _merged(words, verb.i, acts[words[verb.i]], cue_words()), "object")
    first = verb.head
    own = any(c.dep_ in ("dobj", "nsubjpass", "auxpass") for c in first.children)
    if verb.dep_ == "conj" and words[first.i] in acts and not own:
        return Link(first.i, acts[words[first.i]], "shared object")
    return None


def _of_noun(token: Token, words: Sequence[str]) -> Link | None:
    """ "the killing, in two separate raids, of 12 people"."""
    nouns, noun = cue_words().of_nouns, token.head.head
    if words[token.head.i] == "of" and words[noun.i] in nouns:
        return Link(noun.i, nouns[words[noun.i]], "of-noun")
    return None


def _of_attribute(token: Token, words: Sequence[str]) -> Link | None:
    """ "the confirmed deaths are fourteen civilians"."""
    counted = cue_words().counted
    noun = next((words[c.i] for c in token.head.children if c.dep_ == "nsubj"), "")
    return Link(token.head.i, counted[noun], "attribute") if noun in counted else None


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


def _small_clause(words: Sequence[str], phrase: Counted) -> Link | None:
    """ "left two members and five soldiers dead": the state stands after the list."""
    cues = cue_words()
    for i in range(phrase.end, min(len(words), phrase.end + 10)):
        if words[i] in cues.states:
            return Link(i, cues.states[words[i]], "small clause")
        if words[i] in (".", ";", "when", "after", "while"):
            return None
    return None
