"""According to whom: the speaker nearest the act, the chain behind it, and the stance.

Coding rule 14: null for the outlet's own voice and for verbal acts whose speaker is the actor.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from schemas.codebook import Stance
from service.stages.extract.attribution_aside import is_apart, is_aside, is_background
from service.stages.extract.attribution_lexicon import speech_words
from service.stages.extract.attribution_scan import Frame, scan
from service.stages.extract.attribution_speakers import (
    cited,
    is_impersonal,
    issuer,
    may_speak,
    pobj_after,
    sources,
)
from service.stages.extract.syntax import (
    PASSIVE_SUBJECTS,
    SUBJECTS,
    conjuncts,
    is_noun,
    is_verb,
    lemma,
)

Token = Any

_WORDS: Final = speech_words()
_FRAME_REACH: Final = 60
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
    if is_background(trigger):
        return None
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
    start, aside = node, False
    for _ in range(8):
        head = node.head
        if head.i == node.i:
            return None
        aside = aside or is_aside(node)
        if node.dep_ in _UP and is_verb(head):
            made = _speaker_of(head, node.dep_)
            if made and ((aside and head.i < start.i) or is_apart(start, head)):
                return None
            if made:
                is_evidence = lemma(head) in _WORDS.evidence_verbs
                return (_speech_above(head) if is_evidence else None) or made
        node = head
    return None


def _speaker_of(verb: Token, dep: str) -> Speaker | None:
    word = lemma(verb)
    stance = _WORDS.verbs.get(word)
    if stance is None:
        return None
    if dep in {"ccomp", "xcomp"} and is_impersonal(verb):
        return Speaker(None, verb, stance, verb)
    if dep in {"dobj", "xcomp"} and word not in _WORDS.noun_verbs:
        return None
    if dep == "advcl" and not _is_outer_speech(verb):
        return None
    if dep != "ccomp" and word in _WORDS.weak_verbs:
        return None
    heads = sources(verb)
    return _speaker(heads[0], verb, stance) if heads else None


def _speaker(head: Token, verb: Token, stance: Stance) -> Speaker:
    """The speaker, or whom the speaker cites: the source is the one nearest the claim."""
    quoted = next(cited(verb), None) or next(cited(head), None)
    if quoted is not None:
        return Speaker(quoted, verb, stance, verb, (head,))
    return Speaker(issuer(head) or head, verb, stance, verb)


def _is_outer_speech(verb: Token) -> bool:
    return any(c.lower_ == "as" for c in verb.children)


def _according_to(anchor: Token) -> Speaker | None:
    doc = anchor.doc
    for index in scan(doc).according:
        if abs(index - anchor.i) < 80 and doc[index].sent.start <= anchor.i < doc[index].sent.end:
            followed = pobj_after(doc[index])
            if followed:
                return Speaker(followed, doc[index], "reports", None)
    return None


def _closing(trigger: Token) -> Speaker | None:
    """'Gunmen stormed the port, the navy said on Monday': a frame that the parser did not see."""
    doc, start = trigger.doc, trigger.i
    for frame in scan(doc).frames:
        low = min(frame.verb, frame.subject)
        if low >= start + _FRAME_REACH:
            break
        if start < low and _closes(doc, trigger, frame):
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
    if not may_speak(head):
        return None
    return _speaker(head, verb, _WORDS.verbs[lemma(verb)])


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
    own = [c for c in verb.children if c.dep_ in SUBJECTS | PASSIVE_SUBJECTS and may_speak(c)]
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
            if node.i == trigger.i and node.dep_ == "acl" and node.tag_ == "VBG":
                break  # 'a statement condemning it' is itself the act
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
