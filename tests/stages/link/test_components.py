"""Pieces of bounded size, the same whatever mention one starts from."""

from __future__ import annotations

from collections import defaultdict

import pytest

from service.stages.link.components import MOST_CONNECTED, Partners, pieces


def connected(*pairs: tuple[str, str, float]) -> Partners:
    found: dict[str, dict[str, tuple[float, float]]] = defaultdict(dict)
    for one, other, odds in pairs:
        found[one][other] = found[other][one] = (odds, -1.0)
    return lambda mention: found[mention]


def chain(name: str, length: int, odds: float) -> list[tuple[str, str, float]]:
    return [(f"{name}{i}", f"{name}{i + 1}", odds) for i in range(length - 1)]


def names(name: str, length: int) -> frozenset[str]:
    return frozenset(f"{name}{i}" for i in range(length))


def test_what_pairs_connect_over_any_number_of_steps_is_one_piece() -> None:
    partners = connected(*chain("a", 5, 0.1), *chain("b", 3, 0.1))
    assert pieces(["a4"], partners).bounded == {names("a", 5)}
    assert pieces(["a0", "b1", "a2"], partners).bounded == {names("a", 5), names("b", 3)}


@pytest.mark.parametrize("start", ["a0", "a98", "b0", "b98"])
def test_a_large_one_is_cut_at_its_doubtful_pair(start: str) -> None:
    partners = connected(*chain("a", 99, 2.0), ("a98", "b0", 0.3), *chain("b", 99, 2.0))
    assert pieces([start], partners).bounded == {names(start[0], 99)}


def test_a_mention_that_is_left_out_connects_nothing() -> None:
    partners = connected(*chain("a", 5, 2.0))
    assert pieces(["a0"], partners, without="a2").bounded == {names("a", 2)}


def test_a_crowd_of_sure_pairs_is_no_piece() -> None:
    partners = connected(*chain("a", MOST_CONNECTED + 1, 3.5), *chain("b", 2, 2.0))
    found = pieces(["a0", "a40", "b0"], partners)
    assert (found.bounded, found.crowded) == ({names("b", 2)}, {"a0", "a40"})
