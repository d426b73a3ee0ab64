"""The measures agree with examples worked out by hand."""

from __future__ import annotations

import pytest

from benchmarks.coreference import b_cubed, ceaf, conll, muc

GOLD = {"a": 1, "b": 1, "c": 1, "d": 2, "e": 2}
FOUND = {"a": 1, "b": 1, "c": 2, "d": 2, "e": 2}


def test_the_same_grouping_scores_one_under_other_labels() -> None:
    assert conll(GOLD, {m: f"group {g}" for m, g in GOLD.items()}) == pytest.approx(1)


def test_muc_counts_links() -> None:
    score = muc(GOLD, FOUND)
    assert (score.precision, score.recall) == (pytest.approx(2 / 3), pytest.approx(2 / 3))


def test_b_cubed_counts_mentions() -> None:
    score = b_cubed(GOLD, FOUND)
    recall = (2 / 3 + 2 / 3 + 1 / 3 + 1 + 1) / 5
    precision = (1 + 1 + 1 / 3 + 2 / 3 + 2 / 3) / 5
    assert (score.precision, score.recall) == (pytest.approx(precision), pytest.approx(recall))


def test_ceaf_matches_each_group_once() -> None:
    score = ceaf(GOLD, FOUND)
    assert score.f1 == pytest.approx((4 / 5 + 4 / 5) / 2)


def test_a_grouping_of_singletons_has_no_links() -> None:
    assert muc(GOLD, {m: m for m in GOLD}).f1 == 0
