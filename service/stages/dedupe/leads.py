"""Which articles a story's heavy terms lead to."""

from __future__ import annotations

from array import array
from typing import Final

import numpy as np

_WEIGHT_BITS: Final = np.int64(16)
_WEIGHTS: Final = np.int64(2**16 - 1)


class LeadIndex:
    """Term -> the numbers of the articles among whose heaviest terms it is.

    A term that leads to `frequent` articles leads to no further one, and finds none.
    """

    def __init__(self, *, frequent: int) -> None:
        self._frequent = frequent
        self._numbers: dict[int, array[int]] = {}

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

    def usual(self, terms: list[int]) -> list[bool]:
        """For each term whether it is not frequent."""
        most, get = self._frequent, self._numbers.get
        return [(known := get(term)) is None or len(known) < most for term in terms]

    def sharing(self, weights: dict[int, int], *, at_least: int) -> list[tuple[int, int]]:
        """Articles with terms that weigh so much together, and how much; below 65,536 each."""
        most, get = self._frequent, self._numbers.get
        found = [
            (known, weight)
            for term, weight in weights.items()
            if (known := get(term)) is not None and len(known) < most
        ]
        if sum([weight for _, weight in found]) < at_least:
            return []
        each = np.array([weight for _, weight in found])
        pairs = np.frombuffer(b"".join([known for known, _ in found]), np.int64) << _WEIGHT_BITS
        pairs |= each.repeat([len(known) for known, _ in found])
        pairs.sort()
        numbers = pairs >> _WEIGHT_BITS
        pairs &= _WEIGHTS
        first = np.ones(len(pairs), np.bool_)
        np.not_equal(numbers[1:], numbers[:-1], out=first[1:])
        starts = first.nonzero()[0]
        sums = np.add.reduceat(pairs, starts)
        enough = sums >= at_least
        return list(zip(numbers[starts[enough]].tolist(), sums[enough].tolist(), strict=True))
