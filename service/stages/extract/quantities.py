"""Casualty figures of a text: how many killed, injured, detained, missing, displaced."""

from __future__ import annotations

from calendar import month_name
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from spacy.tokens import Doc, Span

from schemas.codebook import Qualifier, QuantityKind
from service.stages.extract.numbers import FoundNumber, numbers_in
from service.stages.extract.quantities_lexicon import cue_words, link_words
from service.stages.extract.quantities_link import (
    Link,
    by_head,
    by_left,
    by_right,
    by_toll,
    by_weak_head,
)
from service.stages.extract.quantities_lists import SUBSET, Figure, inherit, subsets
from service.stages.extract.quantities_phrase import (
    Basis,
    Counted,
    counted,
    is_rate,
    named,
    single,
)
from service.stages.extract.quantities_tree import by_tree
from service.stages.extract.syntax_words import SENTENCING

Token = Any

_FINDERS: Final[tuple[Callable[[Doc, Sequence[str], Counted], Link | None], ...]] = (
    by_head, by_right, by_left, by_toll, by_tree, by_weak_head,
)  # fmt: skip
_ARTICLES: Final = frozenset({"a", "an", "another"})
_TOTALS: Final = frozenset({"since"})
_TOTAL_STARTS: Final = frozenset(
    {"start", "beginning", "began", "started", "outbreak", "independence", "uprising", "war"}
)
_MONTHS: Final = frozenset(month.lower() for month in month_name if month)


@dataclass(frozen=True, slots=True)
class FoundQuantity:
    """One casualty figure; offsets are characters of the doc, `cue` and `victims_head` tokens.

    `basis` is "number" for a written count, "article" for "a soldier", "name" for one named person.
    """

    kind: QuantityKind
    min: int | None
    max: int | None
    qualifier: Qualifier
    text: str
    start: int
    end: int
    victims_text: str | None
    victims_start: int
    victims_end: int
    victims_head: int | None
    cue: int
    token: int
    subset_of: str | None = None
    cumulative: bool = False
    basis: Basis = "number"
    why: str = ""


#: so far in front of 'to death' the court's verb may stand, in tokens
_REACH: Final = 25


def find_quantities(doc: Doc) -> list[FoundQuantity]:
    """The casualty figures of the text, in order; figures of anything else are left out."""
    words = [token.lower_ for token in doc]
    signs = cue_words().signs
    found: list[FoundQuantity] = []
    if signs.isdisjoint(words):
        return found
    persons = [(ent.start, ent.end) for ent in doc.ents if ent.label_ == "PERSON"]
    for sent in doc.sents:
        start, end = sent.start, sent.end
        if not signs.isdisjoint(words[start:end]):
            inside = [p for p in persons if start <= p[0] < end]
            found += _in_sentence(doc, words, sent, inside)
    return found


def _in_sentence(
    doc: Doc, words: list[str], sent: Span, persons: Sequence[tuple[int, int]]
) -> list[FoundQuantity]:
    phrases = _phrases(doc, words, (sent.start, sent.end), persons)
    figures = [Figure(p, _link(doc, words, p)) for p in phrases]
    figures = subsets(words, figures)
    figures = inherit(words, figures)
    return [_published(doc, words, sent, figures, f) for f in figures if f.link is not None]


def _shifted(number: FoundNumber, by: int) -> FoundNumber:
    return FoundNumber(
        number.start + by, number.end + by, number.core + by, number.core_end + by,
        number.low, number.high, number.qualifier, number.why,
    )  # fmt: skip


def _phrases(
    doc: Doc, words: list[str], bounds: tuple[int, int], persons: Sequence[tuple[int, int]]
) -> list[Counted]:
    """Numbers, singles and named persons of the sentence that may be counted people."""
    start, end = bounds
    numbers = [_shifted(n, start) for n in numbers_in(words[start:end])]
    taken = {i for n in numbers for i in range(n.start, n.end)}
    found = [c for n in numbers if (c := counted(doc, words, n))]
    articles = [i for i, word in enumerate(words[start:end], start) if word in _ARTICLES]
    found += [c for i in articles if i not in taken and (c := single(doc, words, i))]
    covered = {i for c in found for i in range(c.start, c.end)}
    found += [named(*p) for p in persons if covered.isdisjoint(range(*p))]
    return sorted(found, key=lambda c: c.start)


def _link(doc: Doc, words: Sequence[str], phrase: Counted) -> Link | None:
    before = words[phrase.start - 1] if phrase.start else ""
    if before in SUBSET or before == "not":  # '35 people, not 95, died'
        return None
    for find in _FINDERS:
        link = find(doc, words, phrase)
        if link is not None:
            if _is_penalty(doc, words, link) or is_rate(words, phrase.end, link.cue + 1):
                return None
            return link
    return None


def _is_penalty(doc: Doc, words: Sequence[str], link: Link) -> bool:
    """'Sentenced 37 people to death': nobody has died."""
    at = link.cue
    if ["to", "death"] not in (words[at : at + 2], words[at + 1 : at + 3]):
        return False
    start = max(doc[at].sent.start, at - _REACH)
    return any(t.lemma_.lower() in SENTENCING for t in doc[start : at + 1])


def _published(
    doc: Doc, words: Sequence[str], sent: Span, figures: list[Figure], figure: Figure
) -> FoundQuantity:
    phrase, link = figure.phrase, figure.link
    assert link is not None  # noqa: S101
    number = phrase.number
    span, victims = doc[phrase.start : phrase.end], doc[phrase.victims : phrase.end]
    whole = figures[figure.subset_of] if figure.subset_of is not None else None
    return FoundQuantity(
        kind=link.kind,
        min=None if number.low is None else int(number.low),
        max=None if number.high is None else int(number.high),
        qualifier=number.qualifier,
        text=span.text,
        start=span.start_char,
        end=span.end_char,
        victims_text=victims.text if phrase.head is not None and len(victims) else None,
        victims_start=victims.start_char if len(victims) else span.start_char,
        victims_end=victims.end_char if len(victims) else span.end_char,
        victims_head=phrase.head,
        cue=link.cue,
        token=number.core,
        subset_of=doc[whole.phrase.start : whole.phrase.end].text if whole else None,
        cumulative=_is_total(words, sent, phrase, link),
        basis=phrase.basis,
        why=f"{link.why} '{words[link.cue]}'; {number.why}",
    )


def _is_total(words: Sequence[str], sent: Span, phrase: Counted, link: Link) -> bool:
    """True for running totals: "bringing the toll to 30", "has killed 5,000 since 2011"."""
    if link.why == "toll":
        return not link_words().total_verbs.isdisjoint(
            words[max(sent.start, phrase.start - 9) : phrase.start]
        )
    around = words[max(sent.start, link.cue - 3) : link.cue]
    perfect = any(w in ("has", "have", "had", "'ve") for w in around)
    rest = words[phrase.start : sent.end]
    opener = next((n for n, w in enumerate(rest) if w in _TOTALS), None)
    return perfect and opener is not None and any(map(_is_long_ago, rest[opener : opener + 4]))


def _is_long_ago(word: str) -> bool:
    """True for the words after "since" that open a long count: a year, a month, "the start"."""
    return word in _TOTAL_STARTS or word in _MONTHS or (len(word) == 4 and word.isdigit())


def event_quantities(
    trigger: Token,
    sent: Span,
    figures: Sequence[FoundQuantity],
    *,
    others: Sequence[Token] = (),
) -> list[FoundQuantity]:
    """The figures that belong to the event of this trigger, not to `others` of the sentence."""
    inside = [f for f in figures if sent.start <= f.token < sent.end]
    return [f for f in inside if _nearest(trigger, others, f)]


def _nearest(trigger: Token, others: Sequence[Token], figure: FoundQuantity) -> bool:
    cue = trigger.doc[figure.cue]
    mine = _distance(cue, trigger)
    return all(mine <= _distance(cue, other) for other in others if other.i != trigger.i)


def _distance(a: Token, b: Token) -> tuple[int, int]:
    """Steps between two tokens in the parse, then in the text."""
    path = {a.i: 0} | {t.i: n for n, t in enumerate(a.ancestors, 1)}
    steps, token = 0, b
    while token.i not in path and token.head.i != token.i:
        token, steps = token.head, steps + 1
    return steps + path.get(token.i, 20), abs(a.i - b.i)
