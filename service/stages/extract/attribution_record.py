"""Sources as the contract has them: who vouches for an act, through whom, and who claims it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from schemas import Actor, Attribution, Source
from schemas.codebook import SourceKind
from service.stages.extract.attribution import Speaker
from service.stages.extract.attribution_lexicon import speech_words
from service.stages.extract.event import Event, same_span
from service.stages.extract.event_date import statement_date
from service.stages.extract.parties import PartyCoder
from service.stages.extract.syntax import clause
from service.stages.extract.syntax_words import PASSIVE_SUBJECTS, SUBJECTS, is_verb, lemma
from service.stages.extract.times import FoundTime

Token = Any

_WORDS: Final = speech_words()
_NOBODY: Final = frozenset(
    {"one", "nobody", "none", "it", "who", "which", "that", "responsibility"}
)


class SourceCoder:
    """Codes the sources of one article; `text` is the article's text."""

    def __init__(self, parties: PartyCoder, times: Sequence[FoundTime], text: str) -> None:
        self._parties = parties
        self._times = times
        self._text = text

    def attribution(self, event: Event) -> Attribution | None:
        """The source of an act; None for the outlet's own voice and for speakers who act."""
        speaker = event.speaker
        if speaker is None or self.is_own_voice(event, speaker):
            return None
        if speaker.head is None:
            return self._hearsay(speaker)
        if any(c.lower_ == "no" for c in speaker.head.children):
            return None  # 'there was no claim of responsibility'
        source = self.source(speaker.head)
        verb = speaker.verb
        return Attribution(
            **source.model_dump(),
            kind=source_kind(speaker.head, source.sector),
            stance=speaker.stance,
            cue=speaker.cue.text.lower(),
            via=tuple(self.source(t) for t in speaker.via),
            statement_date=None if verb is None else statement_date(verb, self._times),
        )

    def _hearsay(self, speaker: Speaker) -> Attribution:
        start = speaker.cue.idx
        end = start + len(speaker.cue.text)
        return Attribution(
            text=self._text[start:end], start=start, end=end, name=None, kind="anonymous",
            stance=speaker.stance, cue=speaker.cue.text.lower(),
        )  # fmt: skip

    def is_own_voice(self, event: Event, speaker: Speaker) -> bool:
        """Coding rule 14: a verbal act whose speaker is its actor needs no source."""
        if speaker.verb is not None and speaker.verb.i == event.candidate.trigger.i:
            return True
        if speaker.head is None or not event.verbal:
            return False
        if _is_performed(event) or _is_second_verb(event):
            return True
        if _is_told_by_one_of_us(event):
            return False
        said_by = self._parties.actors_of([speaker.head])
        if any(_is_same(a, b) for a in said_by for b in event.actors):
            return True
        source = self.source(speaker.head)
        return any(a.start < source.end and source.start < a.end for a in event.actors)

    def source(self, head: Token) -> Source:
        """The whole noun phrase of a speaker with its codes."""
        code = self._parties.code(head)
        start, end = self._parties.span(head)
        text = self._text[start:end]
        named = None if code.name else self._beside(head)
        return Source(
            text=text, start=start, end=end, name=code.name or named or text,
            country=code.country, sector=code.sector,
        )  # fmt: skip

    def _beside(self, head: Token) -> str | None:
        """The name set beside a description: 'a member of parliament, Samir Dilou, said'."""
        for child in head.children:
            if child.dep_ == "appos" and child.tag_ in {"NNP", "NNPS"}:
                start, end = self._parties.span(child)
                return self._parties.code(child).name or self._text[start:end]
        return None

    def claimants(self, event: Event, events: Sequence[Event]) -> tuple[Source, ...]:
        """Who claimed responsibility in the sentence of an attack, or right after it."""
        if event.type != "ASSAULT":
            return ()
        found: dict[str, Source] = {}
        for head in claimants(event, events):
            if self._parties.is_town(head, event.type):
                continue  # a dateline before the sentence
            source = self.source(head)
            found.setdefault((source.name or source.text).lower(), source)
        return tuple(found.values())


def source_kind(head: Token, sector: str | None) -> SourceKind:
    """The closed-list kind of a source by its noun, else by its sector."""
    word = lemma(head)
    kind = _WORDS.kind_nouns.get(word)
    if kind and (sector in {None, "CVL", "UNK"} or word in _WORDS.strong_kind_nouns):
        return kind
    return _WORDS.kind_sectors.get(sector or "", "anonymous")


def _is_performed(event: Event) -> bool:
    """'"I thank them," she said': saying it does it."""
    c = event.candidate
    here = c.anchor.tag_ != "VBD" and event.reading.modality == "asserted"
    return here and any(t.lower_ in {"i", "we"} for t in c.actors)


def _is_told_by_one_of_us(event: Event) -> bool:
    """'"We agreed on a plan," she said': what a group did is told by one of them."""
    c = event.candidate
    return c.anchor.tag_ == "VBD" and any(t.lower_ == "we" for t in c.actors)


def _is_second_verb(event: Event) -> bool:
    """'The panel said it was avoidable and called for reform': the panel called."""
    verb = event.candidate.trigger
    if event.actors or not is_verb(verb) or verb.dep_ != "conj":
        return False
    said = event.speaker.verb if event.speaker is not None else None
    if said is not None and said.tag_ in {"VBP", "VBZ"} and verb.tag_ == "VBD":
        return False  # 'police say he resisted and refused to leave'
    return not any(c.dep_ in SUBJECTS | PASSIVE_SUBJECTS for c in verb.children)


def _is_same(a: Actor, b: Actor) -> bool:
    return same_span(a, b) or ("coreference" in {a.via, b.via} and a.name == b.name)


def claimants(event: Event, events: Sequence[Event]) -> list[Token]:
    """Heads of 'X claimed responsibility' in this sentence; in the next one for the last attack."""
    doc = event.candidate.trigger.doc
    sents = [event.sent]
    last = max((e.sentence_index for e in events if e.type == "ASSAULT"), default=-1)
    if event.sentence_index == last and event.sent.end < len(doc):
        sents.append(doc[event.sent.end].sent)
    found = [h for sent in sents for token in sent for h in _claims(token)]
    return [h for h in found if h.lower_ not in _NOBODY and h.is_alpha]


def _claims(token: Token) -> Iterable[Token]:
    """'X claimed responsibility', 'credit was taken by X', 'an attack later claimed by X'."""
    verb = token.head
    if token.lower_ in _WORDS.responsibility and lemma(verb) in _WORDS.claiming_verbs:
        return [] if _is_refused(token, verb) else clause(verb).subjects
    if lemma(token) == "claim" and is_verb(token):
        return list(_agents(token))
    return []


def _agents(verb: Token) -> Iterator[Token]:
    """The 'by' of 'claimed by', which the parser takes for an agent or a plain preposition."""
    for child in verb.children:
        if child.lower_ == "by":
            yield from (c for c in child.children if c.dep_ == "pobj")


def _is_refused(noun: Token, verb: Token) -> bool:
    negated = any(c.dep_ == "neg" for c in verb.children)
    return negated or any(c.lower_ == "no" for h in (noun, *verb.children) for c in h.children)
