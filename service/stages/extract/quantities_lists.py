"""Counts in lists: parts of a larger figure, and counts that share one casualty word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from service.stages.extract.quantities_link import Link
from service.stages.extract.quantities_phrase import Counted, is_person

SUBSET: Final = frozenset({"including", "includes", "included", "include"})
_MAX_BACK: Final = 20
_JOINTS: Final = frozenset({"and", ",", "or", "&", "plus"})
_DEGREES: Final = frozenset({"seriously", "critically", "severely", "gravely"})


@dataclass(frozen=True, slots=True)
class Figure:
    """A counted phrase, its casualty word, and the index of the figure it is part of."""

    phrase: Counted
    link: Link | None
    subset_of: int | None = None


def subsets(words: Sequence[str], figures: list[Figure]) -> list[Figure]:
    """ "20 people, including five children": five takes the kind of 20."""
    done: list[Figure] = []
    for n, figure in enumerate(figures):
        phrase = figure.phrase
        window = words[max(0, phrase.start - 2) : phrase.start]
        of_them = list(words[phrase.number.end : phrase.number.end + 2]) in (
            ["of", "them"],
            ["of", "whom"],
        )
        part = any(w in SUBSET for w in window) or window == ["among", "them"] or of_them
        whole = next(
            (
                m
                for m in range(n - 1, max(-1, n - _MAX_BACK), -1)
                if done[m].link and done[m].subset_of is None
            ),
            None,
        )
        part = part or bool(_DEGREES & set(words[phrase.end : phrase.end + 1]))
        if part and whole is not None and phrase.basis != "name":
            done.append(Figure(phrase, figure.link or done[whole].link, whole))
        else:
            done.append(figure)
    return done


def inherit(words: Sequence[str], figures: list[Figure]) -> list[Figure]:
    """ "three soldiers and two civilians were killed": a list shares one casualty word."""
    done = list(figures)
    for n in range(1, len(done)):
        if done[n].link is None and _listed(words, done[n - 1], done[n]):
            done[n] = replace(done[n], link=done[n - 1].link, subset_of=done[n - 1].subset_of)
    for n in range(len(done) - 2, -1, -1):
        if done[n].link is None and _shares_later(words, done[n], done[n + 1]):
            done[n] = replace(done[n], link=done[n + 1].link)
    return done


def _shares_later(words: Sequence[str], first: Figure, second: Figure) -> bool:
    """ "two soldiers, a civilian were killed": what follows the list holds for all of it."""
    link = second.link
    after = link is not None and link.why.startswith(("right", "passive", "subject"))
    return after and _listed(words, first, second, loose=True)


def _listed(words: Sequence[str], first: Figure, second: Figure, *, loose: bool = False) -> bool:
    between = words[first.phrase.end : second.phrase.start]
    heads = [f.phrase.head for f in (first, second)]
    if second.phrase.basis != "number" and not loose and not {"and", "or", "&"} & set(between):
        return False
    people = all(
        h is not None and (is_person(words[h]) or f.phrase.basis == "name")
        for h, f in zip(heads, (first, second), strict=True)
    )
    return people and 0 < len(between) <= 3 and all(w in _JOINTS for w in between)
