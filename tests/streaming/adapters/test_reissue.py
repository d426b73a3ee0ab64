"""A copy is told with its original's mentions, at its own offsets."""

from __future__ import annotations

from typing import Any

import pytest

from service.streaming.adapters.reissue import (
    MovedError,
    copied_mention_id,
    reissue,
    relocate_entities,
)

SENTENCE = "Rebels shelled the port of Kismayo on Sunday, a witness said."
ORIGINAL = f"KISMAYO (Coast Wire) - {SENTENCE} Shops were shut."
COPY = f"By our staff. Coast: {SENTENCE}"
ARTICLE = {
    "article_id": "6f1f1f4e-3c55-5d65-9f5e-0d3f0f2f7a11",
    "external_id": "copy-1",
    "outlet": "Harbour Post",
    "url": "https://harbour.example/1",
    "published_at": "2023-05-08",
    "text": COPY,
}


def span(text: str, **fields: Any) -> dict[str, Any]:
    start = ORIGINAL.index(text)
    return {"text": text, "start": start, "end": start + len(text), **fields}


def mention() -> dict[str, Any]:
    day = ORIGINAL.index("Sunday")
    return {
        "mention_id": "m-1",
        "article_id": "original",
        "outlet": "Coast Wire",
        "report": "original",
        "story_id": "story",
        "type": "ASSAULT",
        "trigger": span("shelled", lemma="shell"),
        "sentence": span(SENTENCE, index=0),
        "actors": [span("Rebels", name="Rebels", country=None)],
        "recipients": [],
        "date": {
            "start": "2023-05-07",
            "end": "2023-05-07",
            "text": "Sunday",
            "text_start": day,
            "text_end": day + 6,
        },
        "attribution": {"text": "", "start": 0, "end": 0, "name": None},
    }


def test_every_span_quotes_the_copy() -> None:
    told = reissue(mention(), ARTICLE, story_id="story")
    for part in (told["trigger"], told["sentence"], *told["actors"]):
        assert COPY[part["start"] : part["end"]] == part["text"]
    date = told["date"]
    assert COPY[date["text_start"] : date["text_end"]] == "Sunday"
    assert (date["start"], date["end"]) == ("2023-05-07", "2023-05-07")


def test_it_is_a_syndicated_report_of_the_copy_with_an_id_of_its_own() -> None:
    told = reissue(mention(), ARTICLE, story_id="story")
    assert told["report"] == "syndicated"
    assert (told["outlet"], told["external_id"]) == ("Harbour Post", "copy-1")
    assert told["article_id"] == ARTICLE["article_id"]
    assert told["mention_id"] == copied_mention_id(ARTICLE["article_id"], "m-1") != "m-1"


def test_a_span_that_the_copy_does_not_have_is_an_error() -> None:
    with pytest.raises(MovedError):
        reissue(mention(), ARTICLE | {"text": "Another text altogether."}, story_id="story")


def test_entities_keep_the_mentions_that_the_copy_has() -> None:
    entity = {"name": "Coast Wire", "mentions": [span("Rebels"), span("Shops were shut.")]}
    (moved,) = relocate_entities([entity], COPY)
    (kept,) = moved["mentions"]
    assert COPY[kept["start"] : kept["end"]] == "Rebels"
