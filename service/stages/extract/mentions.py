"""From a coded event to the contract that goes over the wire."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final
from uuid import NAMESPACE_URL, UUID, uuid5

from schemas import (
    EventDate,
    EventMention,
    Place,
    Quantity,
    ScreenedArticle,
    Sentence,
    Trigger,
    Victims,
)
from schemas.codebook import QUAD, RECIPIENT_NEEDED, SCORE, Context, MissingReason, Modality
from service.stages.extract.attribution_record import SourceCoder
from service.stages.extract.crosswalk import acled_sub_event, cameo_root
from service.stages.extract.event import Event
from service.stages.extract.event_date import event_date, is_historical
from service.stages.extract.event_date_carried import Act, carried
from service.stages.extract.event_date_reports import dated_reports
from service.stages.extract.event_place import event_place, is_close
from service.stages.extract.event_place_named import named_place
from service.stages.extract.quantities import FoundQuantity, event_quantities
from service.stages.extract.quotes import all_quoted, quoted, quoted_date
from service.stages.extract.reading import Reading
from service.stages.extract.syntax_words import lemma

Token = Any

MENTION_NAMESPACE: Final = uuid5(NAMESPACE_URL, "urn:wirecoder:mention")
_MAX_SENTENCE_CHARS: Final = 2000


def mention_id(article_id: str, content_hash: str, trigger_start: int, event_type: str) -> UUID:
    """The id that a repeat of the same reading has again."""
    return uuid5(MENTION_NAMESPACE, f"{article_id}|{content_hash}|{trigger_start}|{event_type}")


class MentionBuilder:
    """Builds the mentions of one reading; `version` names what coded them."""

    def __init__(
        self,
        screened: ScreenedArticle,
        reading: Reading,
        contexts: tuple[Context, ...],
        version: str,
    ) -> None:
        self._screened = screened
        self._reading = reading
        self._contexts = contexts
        self._version = version
        self._sources = SourceCoder(reading.parties, reading.times, screened.article.text)

    def build(self) -> tuple[EventMention, ...]:
        """One mention per event, ids unique within the article."""
        events = self._reading.events
        reports = list(dated_reports(self._reading.doc, self._reading.times)) if events else []
        dates = carried([self._act(event) for event in events], reports)
        told = [self._mention(event, date) for event, date in zip(events, dates, strict=True)]
        return tuple({m.mention_id: m for m in told}.values())

    def _act(self, event: Event) -> Act:
        date = self._date(event)
        return Act(
            event.candidate.trigger, event.type, event.sentence_index,
            self._modality(event, date), date,
        )  # fmt: skip

    def _mention(self, event: Event, date: EventDate | None) -> EventMention:
        article, screening = self._screened.article, self._screened.screening
        trigger = event.candidate.trigger
        modality = self._modality(event, date)
        kind: Any = event.type
        modes = event.candidate.modes
        attribution = self._sources.attribution(event)
        quantities = self._quantities(event)
        place = self._place(event)
        actor_sectors = [a.sector for a in event.actors if a.sector]
        recipient_sectors = [r.sector for r in event.recipients if r.sector]
        return EventMention(
            mention_id=str(mention_id(article.article_id, article.content_hash, trigger.idx, kind)),
            article_id=article.article_id,
            external_id=article.external_id,
            story_id=screening.story_id,
            report="derived" if screening.verdict in {"derived", "contained"} else "original",
            outlet=article.outlet,
            url=article.url,
            published_at=article.published_at,
            type=kind,
            modes=modes,
            quad=QUAD[kind],
            score=SCORE[kind],
            contexts=self._contexts,
            cameo_root=cameo_root(kind, modes, {*actor_sectors, *recipient_sectors}),
            acled_sub_event=acled_sub_event(
                kind, modes, actor_sectors, recipient_sectors, _words_around(event)
            ),
            modality=modality,
            trigger=self._trigger(event),
            sentence=self._sentence(event),
            actors=all_quoted(event.actors, article.text),
            recipients=all_quoted(event.recipients, article.text),
            symmetric=event.candidate.symmetric,
            place=quoted(place, article.text) if place is not None else None,
            date=quoted_date(date, article.text),
            quantities=quantities,
            attribution=attribution,
            responsibility_claimed_by=self._sources.claimants(event, self._reading.events),
            confidence=round(event.probability, 3),
            missing=_missing(kind, event, place, date),
            extractor_version=self._version,
        )

    def _trigger(self, event: Event) -> Trigger:
        token = event.candidate.trigger
        text = self._screened.article.text
        end = token.idx + len(token.text)
        return Trigger(text=text[token.idx : end], start=token.idx, end=end, lemma=lemma(token))

    def _sentence(self, event: Event) -> Sentence:
        text = self._screened.article.text
        start, end = event.sent.start_char, event.sent.end_char
        if end - start > _MAX_SENTENCE_CHARS:
            middle = event.candidate.trigger.idx
            start = max(start, middle - _MAX_SENTENCE_CHARS // 2)
            end = min(end, middle + _MAX_SENTENCE_CHARS // 2)
        start += len(text[start:end]) - len(text[start:end].lstrip())
        end = start + len(text[start:end].rstrip())
        return Sentence(index=event.sentence_index, text=text[start:end], start=start, end=end)

    def _modality(self, event: Event, date: EventDate | None) -> Modality:
        found = event.reading.modality
        if found == "asserted" and is_historical(date, self._reading.published):
            return "historical"
        return found

    def _place(self, event: Event) -> Place | None:
        c = event.candidate
        slots = {"actor": c.actors, "recipient": c.recipients, "anchor": [c.anchor]}
        found = event_place(
            c.trigger, self._reading.places, slots=slots, sent=event.sent, verbal=event.verbal,
            dateline=self._reading.dateline,
        )  # fmt: skip
        if event.verbal or (found is not None and is_close(found)):
            return found
        parties = self._reading.parties
        country = found.country if found is not None else self._reading.actors.main_country
        named = named_place(
            c.trigger, c.anchor, is_somebody=parties.is_party, country=country,
            text=self._screened.article.text, unnamed=found is None,
        )  # fmt: skip
        return named or found

    def _date(self, event: Event) -> EventDate | None:
        dates = (self._date_of(e) for e in _tellings(event))
        return next((d for d in dates if d is not None), None)

    def _date_of(self, event: Event) -> EventDate | None:
        speaker = event.speaker
        speech = [speaker.verb] if speaker is not None and speaker.verb is not None else []
        if speaker is not None and self._sources.is_own_voice(event, speaker):
            speech = []
        return event_date(
            event.candidate.trigger, self._reading.times, sent=event.sent, speech=speech,
            anchor=self._reading.published,
        )  # fmt: skip

    def _quantities(self, event: Event) -> tuple[Quantity, ...]:
        if event.type not in _COUNTED:
            return ()
        others = [
            e.candidate.trigger
            for e in self._reading.events
            if e is not event and e.sentence_index == event.sentence_index and e.type in _COUNTED
        ]
        found = event_quantities(
            event.candidate.trigger, event.sent, self._reading.figures, others=others
        )
        bases = {"number"} if event.type == "COERCE" else {"number", "article"}
        return tuple(self._quantity(f) for f in found if f.basis in bases)

    def _quantity(self, f: FoundQuantity) -> Quantity:
        victims = None
        if f.victims_text and f.victims_head is not None:
            code = self._reading.parties.code(self._reading.doc[f.victims_head])
            victims = Victims(text=f.victims_text, country=code.country, sector=code.sector)
        text = self._screened.article.text
        return Quantity(
            kind=f.kind, min=f.min, max=f.max, qualifier=f.qualifier, text=text[f.start : f.end],
            start=f.start, end=f.end, victims=victims, subset_of=f.subset_of,
            cumulative=f.cumulative,
        )  # fmt: skip


_COUNTED: Final = frozenset({"ASSAULT", "COERCE", "PROTEST", "RETREAT", "SANCTION", "MOBILIZE"})


def _tellings(event: Event) -> Iterator[Event]:
    """The event, then the other words of its sentence that tell of it: 'the raid, which hit Homs'.

    A second word only where it is as sure, told alike, and of an act on the ground.
    """
    yield event
    if event.verbal:
        return
    for other in event.absorbed:
        alike = other.type == event.type and other.reading.modality == event.reading.modality
        if alike and other.probability >= _AS_SURE:
            yield other


_AS_SURE: Final = 0.4


def _words_around(event: Event) -> set[str]:
    sent, at = event.sent, event.candidate.trigger.i
    near = sent.doc[max(sent.start, at - 12) : min(sent.end, at + 13)]
    return {lemma(t) for t in near}


def _missing(
    kind: str, event: Event, place: Place | None, date: EventDate | None
) -> dict[str, MissingReason]:
    found: dict[str, MissingReason] = {}
    if not event.actors:
        found["actors"] = "unresolved" if event.candidate.actors else "not_stated"
    if not event.recipients and kind in RECIPIENT_NEEDED and not event.candidate.symmetric:
        found["recipients"] = "unresolved" if event.candidate.recipients else "not_stated"
    if place is None:
        found["place"] = "not_stated"
    elif place.geonames_id is None and place.lat is None:
        found["place.geonames_id"] = "unresolved"
    if date is None:
        found["date"] = "not_stated"
    elif date.start is None and date.end is None:
        found["date.start"] = "unresolved"
    return found
