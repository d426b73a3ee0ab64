"""According to whom: the speaker nearest the act, the chain behind it, and the stance.

Coding rule 14: null for the outlet's own voice and for verbal acts whose speaker is the actor.
"""

from __future__ import annotations

from typing import Any, Final

from schemas.codebook import Stance
from service.stages.extract.attribution_aside import is_apart, is_aside, is_background
from service.stages.extract.attribution_lexicon import speech_words
from service.stages.extract.attribution_nouns import (
    hearsay,
    is_answered,
    is_own_count,
    label,
    owned_report,
    owners,
    report_noun,
    told_about,
)
from service.stages.extract.attribution_scan import Frame, scan
from service.stages.extract.attribution_speakers import (
    Speaker,
    cited,
    is_impersonal,
    is_inside,
    issuer,
    may_speak,
    pobj_after,
    quoting,
    sources,
)
from service.stages.extract.attribution_turns import turn
from service.stages.extract.syntax_words import (
    PASSIVE_SUBJECTS,
    SUBJECTS,
    conjuncts,
    is_verb,
    lemma,
)

__all__ = ["Speaker", "find_speaker"]

Token = Any

_WORDS: Final = speech_words()
_FRAME_REACH: Final = 60
#: verbs whose object is who listens
_ADDRESSED: Final = frozenset({"tell", "inform"})
_UP: Final = frozenset({"ccomp", "xcomp", "pcomp", "dobj", "advcl", "parataxis"})


def find_speaker(trigger: Token, anchor: Token) -> Speaker | None:
    """The source nearest an act, or None for the outlet's own voice.

    In this order: hearsay adverbs, the speech verb above, 'according to', a speech verb beside,
    the verb that closes the sentence, the speaker of the quotation, report nouns, a label before
    a colon, the turn of a transcript. Of 'according to' and a verb above, the nearer one.
    """
    if is_background(trigger):
        return None
    above = _speech_above(trigger) or (_speech_above(anchor) if anchor.i != trigger.i else None)
    according = _according_to(anchor)
    if above and according and _is_between(trigger, according.cue, above.cue):
        above = None
    return (
        hearsay(trigger, anchor)
        or above
        or according
        or _speech_beside(anchor)
        or _closing(trigger)
        or _quoted(trigger)
        or report_noun(trigger, anchor)
        or label(trigger)
        or turn(trigger)
    )


def _is_between(act: Token, inner: Token, outer: Token) -> bool:
    return bool(act.i < inner.i < outer.i or outer.i < inner.i < act.i)


def _speech_above(node: Token) -> Speaker | None:
    """'X said that A attacked B', 'A attacked B, X said', 'X was quoted as saying that'."""
    start, aside = node, False
    for _ in range(8):
        head = node.head
        if head.i == node.i:
            return None
        aside = aside or is_aside(node)
        if told := owned_report(node, head) or told_about(start, node, head):
            return told
        if node.dep_ in _UP and is_verb(head):
            if is_answered(start, node, head):
                return None
            made = _speaker_of(head, node.dep_)
            if made and ((aside and head.i < start.i) or is_apart(start, head)):
                return None
            if made:
                evidence = lemma(head) in _WORDS.evidence_verbs or is_own_count(node, made)
                return (_speech_above(head) if evidence else None) or made
        node = head
    return None


def _speaker_of(verb: Token, dep: str) -> Speaker | None:
    word = lemma(verb)
    stance = _WORDS.verbs.get(word)
    if stance is None or any(c.lower_ in _WORDS.wished for c in verb.children):
        return None  # 'the firm should say that' says nothing
    if dep in {"ccomp", "xcomp"} and is_impersonal(verb):
        return Speaker(None, verb, "alleges" if stance == "alleges" else "reports", verb)
    if dep in {"dobj", "xcomp"} and word not in _WORDS.noun_verbs:
        return _shown(verb, stance) if dep == "dobj" else None
    if dep == "advcl" and not _is_outer_speech(verb):
        return None
    if dep != "ccomp" and word in _WORDS.weak_verbs and word not in _WORDS.noun_verbs:
        return None
    heads = sources(verb, of_object=dep == "dobj")
    return _speaker(heads[0], verb, stance) if heads else None


def _shown(verb: Token, stance: Stance) -> Speaker | None:
    """'Footage shows soldiers beating a man': pictures vouch for what is seen in them."""
    if lemma(verb) not in _WORDS.evidence_verbs:
        return None
    seen = (s for s in sources(verb) if lemma(s) in _WORDS.pictures)
    head = next(seen, None)
    return Speaker(head, verb, stance, verb) if head is not None else None


def _speaker(head: Token, verb: Token, stance: Stance) -> Speaker:
    """The speaker, or whom the speaker cites: the source is the one nearest the claim."""
    quoted = next(cited(verb), None) or next(cited(head), None)
    if quoted is not None:
        return Speaker(quoted, verb, stance, verb, (head,))
    if papers := quoting(verb):
        return Speaker(head, verb, stance, verb, papers)
    return Speaker(issuer(head) or head, verb, stance, verb)


def _is_outer_speech(verb: Token) -> bool:
    return any(c.lower_ == "as" for c in verb.children)


def _according_to(anchor: Token) -> Speaker | None:
    doc = anchor.doc
    for index in scan(doc).according:
        if abs(index - anchor.i) < 80 and doc[index].sent.start <= anchor.i < doc[index].sent.end:
            followed = pobj_after(doc[index])
            if followed is not None and followed.lower_ == "reports":
                followed = next(owners(followed), followed)
            inner = followed is None or any(is_inside(t) for t in (followed, *followed.children))
            if not inner and lemma(followed) not in _WORDS.no_voices:
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
    more = {"ccomp", "xcomp"} if lemma(verb) in _ADDRESSED else {"ccomp", "xcomp", "dobj"}
    below = (c for c in verb.children if c.i > verb.i and c.i != subject.i)
    said_more = any(c.dep_ in more for c in below)
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
    """A speech verb that the parser put under the act: 'A attacked B, said X', 'as X says'."""
    for child in anchor.children:
        if child.dep_ in {"parataxis", "ccomp", "conj"} and child.i > anchor.i and is_verb(child):
            inside = [c for c in child.children if c.dep_ in {"ccomp", "dobj"}]
            made = None if inside or lemma(child) in _WORDS.weak_verbs else _own_speaker(child)
            if made:
                return made
    return _opening(anchor)


def _opening(anchor: Token) -> Speaker | None:
    """'X said it was late, so they left', 'as X reports, they left': put below what is said."""
    node = anchor
    for _ in range(8):
        for child in node.children:
            if child.i < node.i and is_verb(child) and _frames(child, anchor):
                made = _own_speaker(child)
                if made:
                    return made
        if node.head.i == node.i or node.dep_ in {"advcl", "relcl"}:
            return None
        node = node.head
    return None


def _frames(verb: Token, anchor: Token) -> bool:
    """Whether a clause before another one says it."""
    if verb.i > anchor.i or is_apart(verb, anchor):
        return False
    under = {c.dep_ for c in verb.children}
    if verb.dep_ in {"ccomp", "parataxis"}:
        said = lemma(verb) in _WORDS.framing_verbs or "ccomp" in under
        return said and not under & {"dobj", "neg"}
    marked = any(c.lower_ == "as" and c.dep_ in {"mark", "advmod"} for c in verb.children)
    framing = verb.dep_ == "advcl" and marked and lemma(verb) in _WORDS.framing_verbs
    return framing and not under & {"ccomp", "dobj", "xcomp"}


def _own_speaker(verb: Token) -> Speaker | None:
    stance = _WORDS.verbs.get(lemma(verb))
    own = [c for c in verb.children if c.dep_ in SUBJECTS | PASSIVE_SUBJECTS and may_speak(c)]
    if stance is None or not own:
        return None
    head = min(own, key=lambda c: abs(c.i - verb.i))
    return _speaker(conjuncts(head)[0], verb, stance)
