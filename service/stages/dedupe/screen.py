"""The verdict on an article: new, or in which way it repeats an earlier one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from schemas.article import Article, ScreenedArticle, Screening
from service.stages.dedupe import clock, records
from service.stages.dedupe.index import DedupeIndex, Writes
from service.stages.dedupe.matching import Finding, Newcomer, judge, place_of
from service.stages.dedupe.posting_flags import Keys
from service.stages.dedupe.prepare import Prepared, prepare
from service.stages.dedupe.records import Record
from service.stages.dedupe.stories import Telling


@dataclass(frozen=True, slots=True)
class Screened:
    """The outcome for one article, and what the shell writes to the table (null deletes)."""

    screened: ScreenedArticle
    writes: Writes


def screen(article: Article, index: DedupeIndex, *, now: datetime, origin: str) -> Screened:
    """As `screen_prepared`, of an article that comes alone."""
    return screen_prepared(prepare([article])[0], index, now=now, origin=origin)


def screen_prepared(
    prepared: Prepared, index: DedupeIndex, *, now: datetime, origin: str
) -> Screened:
    """The article with its verdict; the index has taken the writes already.

    `origin` names the message (topic-partition-offset): the same message again gets the same
    verdict and its writes again, because the table may have lost them in a crash.
    """
    article = prepared.article
    known = index.by_origin(origin)
    if known is not None:
        return Screened(_screened(article, known.screening), _written_again(known, index))
    time = clock.event_seconds(article.published_at, now)
    newcomer = Newcomer(article, prepared.drawn, time, place_of(article))
    finding, usual = judge(newcomer, index)
    story_id, story_writes = _story(newcomer, finding, index, now)
    screening = _screening(article, finding, story_id)
    record = _record(newcomer, screening, index, usual, origin, now)
    changed = [(each, records.pack(each)) for each in _recorded(record, index)]
    swept = _swept(index, now)
    for each, packed in changed:
        index.put(each, packed)
    index.apply_all(swept)
    entries = (records.entry(each.origin, packed) for each, packed in changed)
    return Screened(_screened(article, screening), (*entries, *story_writes, *swept))


def _screened(article: Article, screening: Screening) -> ScreenedArticle:
    return ScreenedArticle(article=article, screening=screening)


def _screening(article: Article, finding: Finding, story_id: str) -> Screening:
    earlier = finding.earlier
    repeats = earlier is not None and finding.verdict != "new"
    return Screening(
        verdict=finding.verdict,
        canonical_article_id=earlier.canonical_article_id
        if earlier and repeats
        else article.article_id,
        similarity=round(finding.similarity, 4),
        method=finding.method,
        story_id=story_id,
        same_story_hint=earlier.article_id if earlier and not repeats else None,
    )


def _story(
    newcomer: Newcomer, finding: Finding, index: DedupeIndex, now: datetime
) -> tuple[str, Writes]:
    """The story of the article it repeats, else the nearest; a copy adds nothing to it."""
    known = finding.earlier.story_id if finding.earlier else None
    if known is not None and finding.verdict == "copy":
        return known, ()
    told = Telling(
        number=index.next_number(),
        time=newcomer.time,
        now=int(now.timestamp()),
        drawn=newcomer.drawn.vector,
    )
    return index.stories.join(told, article_id=newcomer.article.article_id, known=known)


def _record(  # noqa: PLR0913  (a record has that many parts)
    newcomer: Newcomer,
    screening: Screening,
    index: DedupeIndex,
    usual: Keys,
    origin: str,
    now: datetime,
) -> Record:
    drawn, article_id = newcomer.drawn, newcomer.article.article_id
    draft = Record(
        number=index.next_number(),
        origin=origin,
        article_id=article_id,
        place=newcomer.place,
        digest=drawn.digest,
        time=newcomer.time,
        expires=clock.expiry_seconds(newcomer.time, now, window_seconds=index.window_seconds),
        words=drawn.length,
        anchors=records.anchor_bytes(usual),
        title=drawn.title,
        numbers=drawn.numbers,
        verdict=screening.verdict,
        canonical_article_id=screening.canonical_article_id,
        similarity=screening.similarity,
        method=screening.method,
        story_id=screening.story_id,
        same_story_hint=screening.same_story_hint,
        released=(),
    )
    released = tuple(r.origin for r in _superseded(draft, index))
    return replace(draft, released=released) if released else draft


def _superseded(record: Record, index: DedupeIndex) -> list[Record]:
    """Copies in the group that nothing is compared with any more once `record` is in.

    Else the copies of one text would make its own wording a frequent one. Rewrites stay.
    """
    if not record.anchors or record.verdict == "new":
        return []
    group = [*index.compared(record.canonical_article_id), record]
    roots = [r for r in group if r.is_root]
    kept = {r.number for r in (*group[:1], *roots[-1:], *group[-2:])}
    return [r for r in group if r.verdict == "copy" and r.number not in kept]


def _recorded(record: Record, index: DedupeIndex) -> tuple[Record, ...]:
    """The record, after those that it supersedes."""
    released = (index.by_origin(origin) for origin in record.released)
    return (*(records.without_anchors(r) for r in released if r is not None), record)


def _written_again(known: Record, index: DedupeIndex) -> Writes:
    changed = map(records.dump, _recorded(known, index))
    return (*changed, *index.stories.written_again(known.story_id))


def _swept(index: DedupeIndex, now: datetime) -> Writes:
    due = index.expired(int(now.timestamp()))
    return tuple((records.PREFIX + r.origin, None) for r in due)
