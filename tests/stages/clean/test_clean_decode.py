"""Bytes that are no article are refused with the right reason."""

import orjson
import pytest

from service.errors import PoisonMessage
from service.stages.clean import decode


def message(**fields: object) -> bytes:
    return orjson.dumps(fields)


REFUSED = {
    "null": (None, "null_value"),
    "two megabytes": (message(body="x" * 2_000_000), "too_large"),
    "latin-1": ('{"body": "Bogotá"}'.encode("latin-1"), "not_utf8"),
    "half a character": (b'{"body": "Bogot\xc3', "not_utf8"),
    "nothing": (b"", "not_json"),
    "plain words": (b"Troops entered the town.", "not_json"),
    "cut off": (b'{"body": "Troops', "not_json"),
    "lone surrogate": (b'{"body": "\\ud800 entered"}', "not_json"),
    "not a number": (b'{"body": NaN}', "not_json"),
    "deep nesting": (b'{"body": ' + b"[" * 5000 + b"]" * 5000 + b"}", "not_json"),
    "array": (b"[]", "wrong_shape"),
    "string": (b'"Troops"', "wrong_shape"),
    "no body": (message(title="Troops"), "wrong_shape"),
    "body is a number": (message(body=7), "wrong_shape"),
    "unknown content type": (message(body="x y", content_type="image/png"), "wrong_shape"),
    "huge url": (message(body="x y", url="h" * 5000), "wrong_shape"),
    "empty body": (message(body=""), "empty_body"),
    "white space": (message(body=" \n\t\u00a0 "), "empty_body"),
    "zero width": (message(body="\u200b\u200d \ufeff"), "empty_body"),
    "raw NUL bytes": (b"PK\x03\x04\x00\x00\x00", "binary"),
    "escaped NULs": (message(body="\0a" * 200), "binary"),
}


@pytest.mark.parametrize(("value", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_article_is_poison(value: bytes | None, reason: str) -> None:
    with pytest.raises(PoisonMessage) as caught:
        decode(value)
    assert caught.value.reason == reason


def test_an_article_needs_nothing_but_a_body() -> None:
    assert decode(message(body="Police fired tear gas in Nairobi.")).content_type == "text/plain"


def test_unknown_fields_are_ignored() -> None:
    assert decode(message(body="Police.", crawler={"depth": 3})).body == "Police."


def test_a_byte_order_mark_is_no_reason_to_refuse() -> None:
    assert decode(b"\xef\xbb\xbf" + message(body="Police.")).body == "Police."


def test_the_detail_never_quotes_the_text() -> None:
    with pytest.raises(PoisonMessage) as caught:
        decode(message(body="Police.", url=["secret words"]))
    assert "url" in str(caught.value)
    assert "secret" not in str(caught.value)


def test_the_limit_is_in_bytes() -> None:
    value = message(body="é" * 50)
    assert decode(value, max_bytes=len(value)).body
    with pytest.raises(PoisonMessage, match="the limit is"):
        decode(value, max_bytes=len(value) - 1)
