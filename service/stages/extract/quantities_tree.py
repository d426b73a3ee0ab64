"""The casualty word that governs a counted phrase in the parse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from spacy.tokens import Doc

from service.stages.extract.quantities_lexicon import cue_words, link_words
from service.stages.extract.quantities_link import Link, merged, phrase_kind
from service.stages.extract.quantities_phrase import Counted

Token = Any

_UP: Final = frozenset({"conj", "appos", "nmod"})


def by_tree(doc: Doc, words: Sequence[str], phrase: Counted) -> Link | None:
    """The casualty word that governs the phrase, or that it is the subject of."""
    token: Token = doc[phrase.head if phrase.head is not None else phrase.number.core_end - 1]
    below = _below(token, words)
    if words[phrase.victims - 1] == "of" and phrase.number.core_end <= phrase.victims - 1:
        token = doc[phrase.number.core_end - 1]
    if below:
        return below
    for _ in range(5):
        if token.dep_ not in _UP:
            break
        if words[token.head.i] in cue_words().acts:
            return Link(token.head.i, cue_words().acts[words[token.head.i]], "shared object")
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
            return Link(child.i, merged(words, child.i, kind, cues), "modifying clause")
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
        return Link(verb.i, merged(words, verb.i, acts[words[verb.i]], cue_words()), "object")
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
        return Link(verb.i, merged(words, verb.i, cues.acts[word], cues), "passive subject")
    if word in cues.states and not active:
        return Link(verb.i, cues.states[word], "state")
    for child in verb.children:
        told = child.dep_ in ("acomp", "attr", "oprd") and words[child.i] in cues.states
        if told and not active:  # 'a sniper shot dead a boy': it is the boy who is dead
            return Link(child.i, cues.states[words[child.i]], "predicate")
    for child in verb.children:
        if passive and child.dep_ == "conj" and words[child.i] in cues.past:
            return Link(child.i, cues.acts[words[child.i]], "shared passive subject")
    kind = phrase_kind(words, verb.i, cues) or phrase_kind(words, verb.i + 1, cues)
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
