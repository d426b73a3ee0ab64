"""What a whole text says about its speakers, found once: quotations and verbs that frame sentences.

Kept as token numbers with the doc, so that asking for each candidate costs no second pass.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from service.stages.extract.attribution_lexicon import speech_words
from service.stages.extract.syntax import clause
from service.stages.extract.syntax_words import SUBJECTS, is_noun, is_verb, lemma

Token = Any
Doc = Any

_WORDS: Final = speech_words()
_KEY: Final = "wirecoder_speech"
_OPENING: Final = frozenset({"“", "``"})
_CLOSING: Final = frozenset({"”", "''"})
#: what closes a quotation inside the quotation
_INNER: Final = frozenset({"'", "’"})
_REACH: Final = 8
_MAX_QUOTE: Final = 400


@dataclass(frozen=True, slots=True)
class Frame:
    """A speech verb with its subject, both token numbers."""

    verb: int
    subject: int


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation from its opening to its closing mark; `frame` is who speaks, if certain."""

    start: int
    end: int
    frame: Frame | None


@dataclass(frozen=True, slots=True)
class Marks:
    """A pair of quotation marks; one that `goes_on` is opened again in the next paragraph."""

    start: int
    end: int
    goes_on: bool


@dataclass(frozen=True, slots=True)
class SpeechScan:
    """All quotations, framing verbs and words 'according' of a text."""

    quotes: tuple[Quote, ...]
    frames: tuple[Frame, ...]
    according: tuple[int, ...]

    def quote_at(self, index: int) -> Quote | None:
        """The quotation around a token."""
        return next((q for q in self.quotes if q.start < index < q.end), None)


def scan(doc: Doc) -> SpeechScan:
    """The speakers of a doc, worked out at the first call."""
    found: SpeechScan | None = doc.user_data.get(_KEY)
    if found is None:
        found = doc.user_data[_KEY] = _scan(doc)
    return found


def _scan(doc: Doc) -> SpeechScan:
    frames: list[Frame] = []
    according: list[int] = []
    for token in doc:
        if token.text in {"according", "According", "ACCORDING"}:
            according.append(token.i)
        elif token.lemma_ in _WORDS.framing_verbs and is_verb(token):
            subject = subject_of(token) or _misread_subject(token)
            if subject is not None:
                frames.append(Frame(token.i, subject.i))
    return SpeechScan(_quotes(doc, _marks(doc), frames), tuple(frames), tuple(according))


def _marks(doc: Doc) -> list[Marks]:
    """The pairs of quotation marks; a pair ends with its paragraph."""
    found: list[Marks] = []
    opened: int | None = None
    for token in doc:
        text = token.text
        if opened is not None and (token.i - opened > _MAX_QUOTE or "\n\n" in text):
            if _opens(doc, token.i + 1):  # the next paragraph goes on with what is quoted
                found.append(Marks(opened, token.i, goes_on=True))
            opened = None
        if text in _OPENING or (text == '"' and opened is None):
            opened = token.i
        elif opened is not None and (text in _CLOSING or text == '"'):
            found.append(Marks(opened, token.i, goes_on=False))
            opened = None
    return found


def subject_of(verb: Token) -> Token | None:
    """The speaker that stands with a speech verb, before or after it."""
    found = [
        c for c in verb.children if c.dep_ in SUBJECTS and c.lower_ not in _WORDS.empty_subjects
    ]
    return min(found, key=lambda c: abs(c.i - verb.i), default=None)


def _misread_subject(verb: Token) -> Token | None:
    return _understood(verb) or _read_as_apposition(verb) or _read_as_object(verb)


def _read_as_object(verb: Token) -> Token | None:
    """'He was arrested, reported La Prensa.': a name after the verb, at the end."""
    names = [c for c in verb.children if c.dep_ == "dobj" and c.tag_ in {"NNP", "NNPS"}]
    if lemma(verb) not in _WORDS.inverted_verbs or not names or verb.i == 0:
        return None
    ends = names[0].right_edge.i + 2 >= verb.sent.end
    return names[0] if verb.nbor(-1).text == "," and ends else None


def _understood(verb: Token) -> Token | None:
    """'She called it a crime, adding: ...': who speaks with a participle."""
    if verb.tag_ != "VBG" or verb.dep_ not in {"advcl", "xcomp", "conj"}:
        return None
    return next(iter(clause(verb).subjects), None)


def _read_as_apposition(verb: Token) -> Token | None:
    """'... near the border, a doctor and a nurse told reporters': read as set beside 'border'."""
    node = verb.doc[max(verb.i - 1, 0)]
    if verb.tag_ not in {"VBD", "VBP", "VBZ"} or not is_noun(node):
        return None
    while node.dep_ == "conj" and is_noun(node.head):
        node = node.head
    set_off = node.left_edge.i > 0 and node.doc[node.left_edge.i - 1].text == ","
    return node if node.dep_ == "appos" and set_off else None


def _quotes(doc: Doc, marks: list[Marks], frames: list[Frame]) -> tuple[Quote, ...]:
    made: list[Quote] = []
    chain: list[Marks] = []
    for pair in marks:
        chain.append(pair)
        if pair.goes_on:
            continue
        start = chain[0].start
        frame = _after(doc, pair.end, frames) or _before(doc, start, frames)
        if frame is None and made and _goes_on(doc, made[-1], start):
            frame = made[-1].frame
        made += [Quote(p.start, p.end, frame) for p in chain]
        chain = []
    return tuple(made)


def _opens(doc: Doc, index: int) -> bool:
    return index < len(doc) and (doc[index].text in _OPENING or doc[index].text == '"')


def _after(doc: Doc, end: int, frames: list[Frame]) -> Frame | None:
    """'...,\" the mayor said', '...,\" said the mayor': right behind the mark, in its sentence."""
    last = doc[end - 2] if doc[end - 1].text in _INNER and end > 1 else doc[end - 1]
    if last.text not in {",", "!", "?"} and not _comma_follows(doc, end):
        return None
    for frame in frames:
        low = min(frame.verb, frame.subject)
        if end < low <= end + _REACH and doc[low].sent.start <= end + 1:
            left = doc[end + 1 : low]
            if not any(is_verb(t) or t.text in {".", ";"} for t in left):
                return frame
    return None


def _comma_follows(doc: Doc, end: int) -> bool:
    return end + 1 < len(doc) and doc[end + 1].text == ","


def _before(doc: Doc, start: int, frames: list[Frame]) -> Frame | None:
    """'The mayor said: \"...', 'she told reporters on Monday, \"...'."""
    left = start - 1
    while left > 0 and doc[left].is_space:  # the quotation is a paragraph of its own
        left -= 1
    if left < 1 or doc[left].text not in {",", ":"}:
        return None
    for frame in frames:
        near = 0 < start - frame.verb <= _REACH + 4 and frame.subject < start
        if near and not any(_ends_clause(t) for t in doc[frame.verb + 1 : left]):
            return frame
    return None


def _ends_clause(token: Token) -> bool:
    return bool(token.is_sent_start or token.text in {".", '"', "“", "”", ";"})


def _goes_on(doc: Doc, last: Quote, start: int) -> bool:
    """'\"We won,\" she said. \"They lost.\"': nothing but the speaker stands between."""
    if last.frame is None or start - last.end > 2 * _REACH + 8:
        return False
    between = doc[last.end + 1 : start]
    ends = [t.i for t in between if t.text in {".", "!", "?"}]
    return all(i == start - 1 for i in ends) and not any("\n\n" in t.text for t in between)
