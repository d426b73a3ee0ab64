"""According to whom: the speaker nearest the act, the chain behind it, and the stance.

Coding rule 14: null for the outlet's own voice and for verbal acts whose speaker is the actor.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from schemas.codebook import Stance
from service.stages.extract.attribution_lexicon import speech_words
from service.stages.extract.attribution_scan import Frame, scan
from service.stages.extract.syntax import (
    PASSIVE_SUBJECTS,
    SUBJECTS,
    clause,
    conjuncts,
    is_noun,
    is_verb,
    lemma,
)

Token = Any

_WORDS: Final = speech_words()
_UP: Final = frozenset({"ccomp", "xcomp", "pcomp", "dobj", "advcl", "parataxis"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """A source found: `head` is None for hearsay ('reportedly'); `verb` is the speech verb."""

    head: Token | None
    cue: Token
    stance: Stance
    verb: Token | None = None
    via: tuple[Token, ...] = ()


def find_speaker(trigger: Token, anchor: Token) -> Speaker | None:
    """The source nearest an act, or None for the outlet's own voice.

    In this order: the speech verb above, 'according to', a speech verb beside, the verb that
    closes the sentence, the speaker of the quotation, report nouns, hearsay adverbs.
    """
    return (
        _speech_above(trigger)
        or (_speech_above(anchor) if anchor.i != trigger.i else None)
        or _according_to(anchor)
        or _speech_beside(anchor)
        or _closing(trigger)
        or _quoted(trigger)
        or _report_noun(trigger, anchor)
        or _hearsay(anchor)
    )


def _speech_above(node: Token) -> Speaker | None:
    """'X said that A attacked B', 'A attacked B, X said', 'X was quoted as saying that'."""
    for _ in range(8):
        head = node.head
        if head.i == node.i:
            return None
        if node.dep_ in _UP and is_verb(head):
            made = _speaker_of(head, node.dep_)
            if made:
                return made
        node = head
    return None


def _speaker_of(verb: Token, dep: str) -> Speaker | None:
    word = lemma(verb)
    stance = _WORDS.verbs.get(word)
    if stance is None:
        return None
    if dep in {"ccomp", "xcomp"} and _is_impersonal(verb):
        return Speaker(None, verb, stance, verb)
    if dep in {"dobj", "xcomp"} and word not in _WORDS.noun_verbs:
        return None
    if dep == "advcl" and not _is_outer_speech(verb):
        return None
    if dep != "ccomp" and word in _WORDS.weak_verbs:
        return None
    heads = _sources(verb)
    return _speaker(heads[0], verb, stance) if heads else None


def _speaker(head: Token, verb: Token, stance: Stance) -> Speaker:
    """The speaker, or whom the speaker cites: the source is the one nearest the claim."""
    cited = next(_cited(verb), None) or next(_cited(head), None)
    if cited is not None:
        return Speaker(cited, verb, stance, verb, (head,))
    return Speaker(head, verb, stance, verb)


def _is_impersonal(verb: Token) -> bool:
    """'It was reported that', 'they are believed to'."""
    if not any(c.dep_ == "auxpass" for c in verb.children):
        return False
    return not any(c.dep_ == "agent" for c in verb.children) and lemma(verb) in _WORDS.impersonal


def _is_outer_speech(verb: Token) -> bool:
    return any(c.lower_ == "as" for c in verb.children)


def _sources(verb: Token) -> list[Token]:
    """Who speaks: the subject, the agent, the one quoted ('X was quoted as saying')."""
    around = clause(verb)
    if lemma(verb) in {"quote", "cite"}:
        return list(around.objects)
    heads = list(around.subjects)
    if not heads and verb.tag_ == "VBG" and verb.head.lower_ == "as" and is_verb(verb.head.head):
        return list(clause(verb.head.head).objects)
    return [h for h in heads if _may_speak(h)]


def _may_speak(head: Token) -> bool:
    """False for 'it' and 'there', and for 'I' and 'we', who speak inside somebody's quotation."""
    word = head.lower_
    return word not in _WORDS.empty_subjects and word not in _WORDS.speaking_persons


def _cited(verb: Token) -> Iterator[Token]:
    """The source behind the source: 'SANA said, citing a military source'."""
    for child in verb.children:
        if is_verb(child) and child.lower_ in {"citing", "quoting"}:
            yield from (c for c in child.children if c.dep_ in {"dobj", "obj"})


def _according_to(anchor: Token) -> Speaker | None:
    doc = anchor.doc
    for index in scan(doc).according:
        if abs(index - anchor.i) < 80 and doc[index].sent.start <= anchor.i < doc[index].sent.end:
            followed = _pobj_after(doc[index])
            if followed:
                return Speaker(followed, doc[index], "reports", None)
    return None


def _closing(trigger: Token) -> Speaker | None:
    """'Gunmen stormed the port, the navy said on Monday': a frame that the parser did not see."""
    doc = trigger.doc
    for frame in scan(doc).frames:
        low = min(frame.verb, frame.subject)
        if trigger.i < low < trigger.i + 60 and _closes(doc, trigger, frame):
            return _of_frame(doc, frame)
    return None


def _closes(doc: Any, trigger: Token, frame: Frame) -> bool:
    verb, subject = doc[frame.verb], doc[frame.subject]
    low = min(verb.i, subject.left_edge.i)
    if doc[low - 1].text != "," or doc[low].sent.start > trigger.i:
        return False
    said_more = any(c.i > verb.i and c.dep_ in {"ccomp", "dobj", "xcomp"} for c in verb.children)
    return not said_more and subject.right_edge.i <= max(verb.i, subject.i + 6)


def _quoted(trigger: Token) -> Speaker | None:
    """Inside a quotation: whoever is named right before or right after it."""
    quote = scan(trigger.doc).quote_at(trigger.i)
    if quote is None or quote.frame is None:
        return None
    return _of_frame(trigger.doc, quote.frame)


def _of_frame(doc: Any, frame: Frame) -> Speaker | None:
    verb, head = doc[frame.verb], doc[frame.subject]
    if not _may_speak(head):
        return None
    return _speaker(head, verb, _WORDS.verbs[lemma(verb)])


def _pobj_after(token: Token) -> Token | None:
    for child in token.children:
        if child.lower_ == "to":
            for inner in child.children:
                if inner.dep_ == "pobj":
                    return inner
    doc = token.doc
    if token.i + 2 < len(doc) and doc[token.i + 1].lower_ == "to":
        node = doc[token.i + 2]
        while node.head.i > node.i and node.dep_ in {
            "det",
            "compound",
            "amod",
            "poss",
            "nmod",
            "case",
        }:
            node = node.head
        return node if is_noun(node) else None
    return None


def _speech_beside(anchor: Token) -> Speaker | None:
    """A speech verb that the parser put under the act: 'A attacked B, said X'."""
    for child in anchor.children:
        if child.dep_ in {"parataxis", "ccomp", "conj"} and child.i > anchor.i and is_verb(child):
            inside = [c for c in child.children if c.dep_ in {"ccomp", "dobj"}]
            made = None if inside or lemma(child) in _WORDS.weak_verbs else _own_speaker(child)
            if made:
                return made
    return None


def _own_speaker(verb: Token) -> Speaker | None:
    stance = _WORDS.verbs.get(lemma(verb))
    own = [c for c in verb.children if c.dep_ in SUBJECTS | PASSIVE_SUBJECTS and _may_speak(c)]
    if stance is None or not own:
        return None
    head = min(own, key=lambda c: abs(c.i - verb.i))
    return _speaker(conjuncts(head)[0], verb, stance)


def _report_noun(trigger: Token, anchor: Token) -> Speaker | None:
    """'reports from X of an attack', 'X's claim that'."""
    for node in (trigger, anchor):
        for _ in range(4):
            head = node.head
            if node.dep_ == "pobj" and is_verb(head.head):
                break
            if (
                is_noun(head)
                and lemma(head) in _WORDS.report_nouns
                and node.dep_ in {"prep", "acl", "pobj"}
            ):
                stance = _WORDS.report_nouns[lemma(head)]
                owners = [
                    p
                    for c in head.children
                    for p in ([c] if c.dep_ == "poss" else list(c.children))
                    if c.dep_ == "poss" or (c.lower_ in {"by", "from"} and p.dep_ == "pobj")
                ]
                return Speaker(owners[0] if owners else head, head, stance)
            node = head
    return None


def _hearsay(anchor: Token) -> Speaker | None:
    for child in anchor.children:
        if child.lower_ in _WORDS.hearsay:
            return Speaker(None, child, _WORDS.hearsay[child.lower_])
    return None
