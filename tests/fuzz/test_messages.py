"""Whatever lies on a topic is worked on or becomes a dead letter; nothing else comes out."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas import Article, EventMention, ScreenedArticle
from schemas.dead_letter import Reason
from service.errors import PoisonMessage
from service.streaming.adapters.clean import Cleaned, clean_batch
from service.streaming.adapters.decoding import read
from service.streaming.dead_letters import dead_letter_headers
from service.streaming.headers import MAX_HEADER_BYTES, passed_on
from service.streaming.stage import Poison
from service.streaming.window import Entry
from tests.fuzz.inputs import bodies, damaged, dumped, messages, pages
from tests.streaming.fakes import message

bounded = settings(
    max_examples=120, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)  # fmt: skip
EXAMPLES = Path(__file__).parents[2] / "schemas" / "examples"
REASONS = set(get_args(Reason))


def check(value: bytes) -> None:
    """One result, a known reason, and offsets that hold."""
    (result,) = clean_batch([value])
    if isinstance(result, Poison):
        assert result.reason in REASONS
        return
    assert isinstance(result, Cleaned)
    article = Article.model_validate_json(result.value)
    assert article.article_id == result.article_id
    for span in (*article.boilerplate, *article.headings, *article.segments):
        assert 0 <= span.start <= span.end <= len(article.text)


@bounded
@given(messages)
def test_any_bytes_are_cleaned_or_refused(value: bytes) -> None:
    check(value)


@bounded
@given(bodies)
def test_any_body_is_cleaned_or_refused_and_plain_text_stays(body: str) -> None:
    (result,) = clean_batch([dumped({"body": body})])
    if isinstance(result, Cleaned):
        assert Article.model_validate_json(result.value).text == body


@bounded
@given(pages)
def test_any_page_is_cleaned_or_refused(page: str) -> None:
    check(dumped({"body": page, "content_type": "text/html"}))


@pytest.mark.parametrize(
    ("contract", "name"),
    [(Article, "article"), (ScreenedArticle, "screened_article"), (EventMention, "event_mention")],
    ids=["article", "screened", "mention"],
)
@bounded
@given(at=st.integers(0, 10**6), what=st.binary(max_size=6))
def test_a_damaged_message_of_ours_is_read_or_refused(
    contract: type, name: str, at: int, what: bytes
) -> None:
    value = damaged((EXAMPLES / f"{name}.json").read_bytes(), at, what)
    assert reason_to_refuse(contract, value) in {None, *REASONS}


def reason_to_refuse(contract: type, value: bytes) -> str | None:
    try:
        read(contract, value)
    except PoisonMessage as error:
        return error.reason
    return None


@pytest.mark.parametrize("depth", [100, 1_000, 100_000])
@pytest.mark.parametrize("brackets", [b"[]", b"{}"], ids=["arrays", "objects"])
def test_deep_nesting_is_refused(depth: int, brackets: bytes) -> None:
    opening = brackets[:1] if brackets == b"[]" else b'{"body":'
    value = opening * depth + b"1" + brackets[1:] * depth
    (result,) = clean_batch([value])
    assert isinstance(result, Poison)
    for contract in (Article, EventMention):
        with pytest.raises(PoisonMessage):
            read(contract, value)


headers = st.lists(
    st.tuples(
        st.sampled_from(("traceparent", "tracestate", "attempts", "received", "x")),
        st.one_of(st.none(), st.binary(max_size=40), st.just(b"9" * (MAX_HEADER_BYTES + 1))),
    ),
    max_size=200,
)


@bounded
@given(given_headers=headers, key=st.one_of(st.none(), st.binary(max_size=60)))
def test_headers_of_strangers_are_bounded(
    given_headers: list[tuple[str, bytes | None]], key: bytes | None
) -> None:
    event = message(b"x", 3, key, given_headers)
    entry = Entry(event, arrived_at=0.0, loop=_NoLoop())  # type: ignore[arg-type]
    made = dead_letter_headers(entry, Poison("not_json", "x" * 9000), stage="clean", version="1")
    assert len(made) < 80
    assert sum(len(value or b"") for _, value in made) < 70 * MAX_HEADER_BYTES
    assert len(passed_on(entry.headers)) <= 2


class _NoLoop:
    def create_future(self) -> None:
        return None
