"""The event coder: candidates of each sentence, what surrounds them, and which of them stay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from service.stages.extract.attribution import Speaker, find_speaker
from service.stages.extract.candidates import Candidate, FrameMatcher
from service.stages.extract.content import read_content
from service.stages.extract.decision import choose, relevant, without_asides
from service.stages.extract.event import Event
from service.stages.extract.event_date import event_time, is_historical
from service.stages.extract.features import ArticleFacts, CandidateFacts, features
from service.stages.extract.frames import FrameLexicon
from service.stages.extract.modality import Reading, read_modality
from service.stages.extract.parties import PartyCoder
from service.stages.extract.scorer import Scorer
from service.stages.extract.sides import coded_sides, fill_sides, refused_sides, side_facts
from service.stages.extract.syntax_words import is_verb
from service.stages.extract.times import FoundTime
from service.stages.extract.topics import topic_features, topic_shares
from service.stages.extract.utterances import is_mere_claim, utterances
from service.stages.extract.variants import PROMISED, replaced, retold, settle, variants

Token = Any
Span = Any

#: acts that are none when the verb around them undoes them: 'lifted the ban', 'cancelled talks'
_OVER: Final[Mapping[str, frozenset[str]]] = {
    "ends": frozenset({"COERCE", "SANCTION"}),
    "cancels": frozenset({"AGREE", "AID", "COERCE", "CONSULT", "COOPERATE", "SANCTION"}),
}
_MARKS: Final = frozenset({'"', "``", "''", "“", "”"})
_MAX_SENTENCE_TOKENS: Final = 400
#: a headline or a single sentence has no company that could speak for it: half the threshold
SNIPPET: Final = 0.5
SNIPPET_TOKENS: Final = 60


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What other parts found in the article: tokens of figures, places and dates."""

    figure_cues: Mapping[int, int]
    place_tokens: frozenset[int]
    times: Sequence[FoundTime]
    published: date | None

    def time_of(self, trigger: Token, sent: Span, speaker: Speaker | None) -> FoundTime | None:
        """The time expression that dates an act, if its sentence has any."""
        if not any(sent.start <= t.first_token < sent.end for t in self.times):
            return None
        speech = [speaker.verb] if speaker is not None and speaker.verb is not None else []
        return event_time(trigger, self.times, sent=sent, speech=speech, anchor=self.published)

    def is_ahead(self, when: FoundTime) -> bool:
        """Whether a time lies after the day of publication."""
        return bool(self.published and when.start and when.start > self.published.isoformat())


def _is_snippet(doc: Any) -> bool:
    return len(doc) < SNIPPET_TOKENS


class EventCoder:
    """Codes parsed articles; holds only the codebook and the numbers of the decision."""

    def __init__(self, lexicon: FrameLexicon, scorer: Scorer) -> None:
        self._lexicon = lexicon
        self.scorer = scorer

    def propose(self, doc: Any, parties: PartyCoder, around: Surroundings) -> list[list[Event]]:
        """Per sentence, every candidate with features and probability; nothing is dropped yet."""
        matcher = FrameMatcher(self._lexicon, parties.is_class)
        found = [
            (index, sent, self._candidates(matcher, sent, parties))
            for index, sent in enumerate(doc.sents)
            if len(sent) <= _MAX_SENTENCE_TOKENS
        ]
        total = sum(len(c) for _, _, c in found)
        article = ArticleFacts(
            topics=topic_features(topic_shares([t.lemma_ for t in doc if t.is_alpha])),
            density=100.0 * total / max(len(doc), 60),
        )
        seen: dict[str, int] = {}
        proposed = []
        for index, sent, candidates in found:
            events: list[Event] = []
            for c in candidates:
                events += self._events(c, candidates, sent, index, parties, around, article, seen)
            for event in events:
                seen[event.type] = seen.get(event.type, 0) + 1
            proposed.append(events)
        return proposed

    def scorer_for(self, doc: Any) -> Scorer:
        """What decides in such a text."""
        return self.scorer.alone if _is_snippet(doc) else self.scorer

    def code(self, doc: Any, parties: PartyCoder, around: Surroundings) -> list[Event]:
        """The events of an article in text order."""
        threshold = self.scorer.threshold * (SNIPPET if _is_snippet(doc) else 1.0)
        kept = [
            event
            for events in self.propose(doc, parties, around)
            for event in without_asides(choose(events, threshold), self.scorer.threshold)
        ]
        return sorted(relevant(kept), key=lambda e: e.candidate.trigger.i)

    def _candidates(
        self, matcher: FrameMatcher, sent: Span, parties: PartyCoder
    ) -> list[Candidate]:
        found = matcher.candidates(sent)
        for candidate in found:
            if candidate.frame.content:
                read_content(candidate, matcher)
        found = [c for c in found if c.type != "NONE"]
        found = [c for c in found if not is_mere_claim(c, found, parties.is_class)]
        return [*found, *utterances(sent, found, parties.is_class)]

    def _events(  # noqa: PLR0913 - one call site, all of it differs per candidate
        self,
        c: Candidate,
        others: Sequence[Candidate],
        sent: Span,
        index: int,
        parties: PartyCoder,
        around: Surroundings,
        article: ArticleFacts,
        seen: Mapping[str, int],
    ) -> list[Event]:
        """The candidate and its variants, with everything that surrounds them."""
        fill_sides(c, others, parties)
        speaker = find_speaker(c.trigger, c.anchor)
        when = around.time_of(c.trigger, sent, speaker)
        c, reading = _told(c, when, around)
        actors, recipients = coded_sides(c, parties)
        nested = nested_in(c, others)
        facts = CandidateFacts(
            modality=reading.modality,
            spoken=speaker is not None,
            place=near(c, around.place_tokens),
            date=when is not None,
            past=when is not None and is_historical(when, around.published),
            figures=around.figure_cues.get(c.trigger.i, 0),
            nested_in=nested,
            sentence_index=index,
            quoted=in_quotes(c.trigger),
            same_type_verb=any(
                o.type == c.type and is_verb(o.trigger) for o in others if o is not c
            ),
            seen_before=seen.get(c.type, 0),
            **side_facts(actors, recipients),
        )
        made = []
        over = c.type in _OVER.get(c.light or "", ()) or replaced(c, actors, recipients)
        itself = () if over else (c,)
        for reading_of in (*itself, *variants(c, reading, actors, recipients)):
            named = features(reading_of, facts, article)
            sides = actors, recipients
            if reading_of.type == "REJECT":
                sides = refused_sides(c, parties, actors, recipients)
            made.append(
                Event(
                    reading_of, sent, index, retold(reading_of, reading), *sides,
                    speaker, facts, named, self.scorer_for(sent.doc).probability(named), nested,
                )
            )  # fmt: skip
        return made


def _told(c: Candidate, when: FoundTime | None, around: Surroundings) -> tuple[Candidate, Reading]:
    """How the act is told, and the candidate settled by it; a day to come makes it future."""
    reading = read_modality(c.trigger, c.anchor)
    ahead = when is not None and around.is_ahead(when) and reading.modality == "asserted"
    if when is not None and ahead:
        reading = Reading("future", when.text)
    c = settle(c, reading, ahead=ahead)
    if c.variant == "future" and (reading.cue or "").lower() in PROMISED:
        reading = Reading("asserted", reading.cue)
    return c, reading


def nested_in(c: Candidate, others: Sequence[Candidate]) -> str | None:
    """The type of the act whose content this one is ('called for the *release*')."""
    for outer in others:
        if outer is c or outer.trigger.i == c.trigger.i or not outer.frame.content:
            continue
        if outer.embedded is not None and outer.embedded.trigger.i == c.trigger.i:
            return outer.type
        if _inside_complement(c.anchor, outer.trigger):
            return outer.type
    return None


def _inside_complement(token: Token, outer: Token) -> bool:
    node = token
    for _ in range(5):
        if node.head.i == node.i:
            return False
        if node.head.i == outer.i:
            return node.dep_ in {"xcomp", "ccomp", "dobj", "prep", "acl", "pcomp"}
        node = node.head
    return False


def in_quotes(token: Token) -> bool:
    """True when an odd number of double quotes of the sentence stands before the token."""
    before = token.doc[token.sent.start : token.i]
    return sum([t.text in _MARKS for t in before]) % 2 == 1


def near(c: Candidate, tokens: frozenset[int]) -> bool:
    """Whether one of the tokens stands under the trigger or its anchor, at most ten words away."""
    low, high = min(c.trigger.i, c.anchor.i) - 6, max(c.trigger.i, c.anchor.i) + 10
    return any(low <= i <= high for i in tokens)
