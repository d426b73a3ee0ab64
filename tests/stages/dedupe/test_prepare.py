"""Articles that are prepared together."""

from __future__ import annotations

import random

import pytest
from dedupe_desk import NOW, Desk, article, prose

from schemas.article import Article
from service.stages.dedupe import Prepared, prepare, screen_prepared

WITH_GAPS = [
    article("", "nothing"),
    article(prose(1, 400), "long", title="Miners of Zonguldak return to work"),
    article("Élodie N'Diaye a quitté São Tomé mardi soir, dit le port.", "foreign", title=""),
    article("three words only", "few words"),
    article(prose(2, 30), "short", title="Reservoir at Ḥimṣ is low"),
    article("the of and in a to", "common words"),
    article("x" * 900 + " " + prose(3, 200), "a long word", title="東京で会談"),
    article(" -- !? ", "marks", title="..."),
    article(prose(4, 2000), "very long"),
]


def drawn(prepared: Prepared) -> tuple[object, ...]:
    """All that is compared, in plain values."""
    of = prepared.drawn
    vector = of.vector.terms.tolist(), of.vector.weights.tolist()
    return of.digest, of.length, of.anchors.tolist(), of.title, of.numbers, vector


@pytest.mark.parametrize("seed", range(4))
def test_an_article_is_prepared_among_others_as_alone(seed: int) -> None:
    items = WITH_GAPS * 5
    random.Random(seed).shuffle(items)  # noqa: S311
    together = prepare(items)
    assert [p.article for p in together] == items
    assert [drawn(p) for p in together] == [drawn(prepare([item])[0]) for item in items]


def test_nothing_is_prepared_of_nothing() -> None:
    assert prepare([]) == []


def test_verdicts_and_table_are_the_same_for_a_batch_and_one_by_one() -> None:
    draw = random.Random(5)  # noqa: S311
    items: list[Article] = []
    for number in range(60):
        words = prose(draw.randrange(12), 150).split()
        text = " ".join(word for word in words if draw.random() > 0.1)
        items.append(article(text, f"a{number}", title=f"Port of Beira {draw.randrange(5)}"))
    alone, batched = Desk(), Desk()
    one_by_one = [alone.screen(item, origin=str(n)) for n, item in enumerate(items)]
    together = [
        screen_prepared(each, batched.index, now=NOW, origin=str(n))
        for n, each in enumerate(prepare(items))
    ]
    assert together == one_by_one
