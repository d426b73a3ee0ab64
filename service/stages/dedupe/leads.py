"""Which articles a story's heavy terms lead to."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Final

Numbers = array[int]

_NONE: Final = array("q")


class LeadIndex:
    """Term -> the numbers of the articles among whose heaviest terms it is.

    A term that leads to `frequent` articles leads to no further one, and finds none.
    """

    def __init__(self, *, frequent: int) -> None:
        self._frequent = frequent
        self._numbers: dict[int, Numbers] = {}

    def add(self, number: int, terms: list[int]) -> None:
        """The article is found by these terms from now on."""
        numbers = self._numbers
        for term in terms:
            known = numbers.get(term)
            if known is None:
                numbers[term] = array("q", (number,))
            else:
                known.append(number)

    def discard(self, number: int, terms: list[int]) -> None:
        """The article with these terms is not found any more."""
        for term in terms:
            known = self._numbers[term]
            known.remove(number)
            if not known:
                del self._numbers[term]

    def find(self, terms: list[int]) -> list[Numbers | None]:
        """For each term the articles that it leads to; null when it is frequent."""
        most, get = self._frequent, self._numbers.get
        held = [get(term, _NONE) for term in terms]
        return [each if len(each) < most else None for each in held]


def sharing(
    held: Sequence[Numbers | None], weights: Sequence[int], *, at_least: int
) -> list[tuple[int, int]]:
    """Articles with terms that weigh so much together, and how much.

    A plain loop: the articles are about a hundred, too few for a dozen array calls to be cheaper.
    """
    found = [(known, weight) for known, weight in zip(held, weights, strict=True) if known]
    # also keeps a term that an article has twice, as two forms of a stem, from being enough
    if sum([weight for _, weight in found]) < at_least:
        return []
    sums: dict[int, int] = {}
    for known, weight in found:
        for number in known.tolist():
            sums[number] = sums.get(number, 0) + weight
    return [(number, total) for number, total in sums.items() if total >= at_least]
