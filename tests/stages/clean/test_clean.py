"""A produced article becomes a clean one: ids, text, data and warnings."""

from datetime import UTC, datetime

import pytest

from schemas.article import Article, RawArticle
from service.errors import PoisonMessage
from service.stages.clean import clean

NOW = datetime(2024, 5, 10, 12, tzinfo=UTC)
STORY = (
    "Fishermen blocked the harbour of Dakar on Wednesday in protest at a new licence fee. "
    "The ministry said that it would meet their leaders on Friday."
)


def cleaned(body: str = STORY, **fields: str) -> Article:
    return clean(RawArticle.model_validate({"body": body, **fields}), now=NOW)


def test_plain_text_stays_as_received() -> None:
    body = f"Harbour blocked\r\n\r\n{STORY}\u00a0\r\n<b>Tags & all</b>\n"
    assert cleaned(body).text == body


def test_the_same_message_gives_the_same_article() -> None:
    assert cleaned(url="https://herald.example/a") == cleaned(url="https://herald.example/a")


def test_the_id_hangs_on_the_url_then_on_the_producers_id_then_on_the_text() -> None:
    url = "https://herald.example/a"
    assert cleaned(url=url, id="1").article_id == cleaned("Other text.", url=url + "#x").article_id
    assert cleaned(id="1").article_id == cleaned("Other text.", id="1").article_id
    assert cleaned().article_id == cleaned(title="A title").article_id
    assert len({cleaned(url=url).article_id, cleaned(id="1").article_id, cleaned().article_id}) == 3


def test_the_content_hash_ignores_case_quotes_and_spacing() -> None:
    assert cleaned("He said “no” to   the UN.").content_hash == (
        cleaned('he said "no"\nto the un.').content_hash
    )
    assert cleaned("He said yes.").content_hash != cleaned("He said no.").content_hash


def test_the_producers_own_data_are_passed_on() -> None:
    article = cleaned(id="a.txt", outlet="The Herald", title="T", published_at="2018-02-14")
    assert (article.external_id, article.outlet) == ("a.txt", "The Herald")
    assert (article.title, article.published_at) == ("T", "2018-02-14")
    assert article.warnings == ()


def test_a_headline_in_the_text_is_the_title() -> None:
    assert cleaned(f"Harbour blocked\n\n{STORY}").title == "Harbour blocked"


def test_a_page_gives_text_title_and_date() -> None:
    page = (
        "<html><head><title>Harbour blocked</title>"
        "<meta property='article:published_time' content='2018-02-14'></head>"
        f"<body><article><p>{STORY}</p><p>{STORY}</p></article></body></html>"
    )
    article = cleaned(page, content_type="text/html")
    assert (article.title, article.published_at) == ("Harbour blocked", "2018-02-14")
    assert STORY in article.text
    assert "<p>" not in article.text


def test_broken_encoding_is_repaired_in_pages_and_left_in_plain_text() -> None:
    broken = STORY.replace("Dakar", "SÃ£o TomÃ©") + " â€œNo,â€\x9d he said, â€œnoâ€\ufffd."
    page = cleaned(f"<article><p>{broken}</p><p>{STORY}</p></article>", content_type="text/html")
    assert "São Tomé" in page.text
    assert "“No,” he said, “no”." in page.text
    assert "mojibake_repaired" in page.warnings
    plain = cleaned(broken)
    assert plain.text == broken
    assert "mojibake_repaired" not in plain.warnings


WARNED = {
    "no date": ({}, "no_published_at"),
    "year 1": ({"published_at": "0001-01-01"}, "published_at_unusable"),
    "next week": ({"published_at": "2024-05-17"}, "published_at_unusable"),
    "no language": ({"body": "Lima, 12:30"}, "language_unknown"),
    "capitals": ({"body": STORY.upper()}, "recased"),
    "bell and bidi": ({"body": STORY + " \u202etxt\x07"}, "control_characters"),
    "long": ({"body": STORY * 2000}, "long_article"),
    "French": (
        {"body": "Les pêcheurs ont bloqué mercredi le port de Dakar, selon la police."},
        "unsupported_language",
    ),
}


@pytest.mark.parametrize(("fields", "warning"), WARNED.values(), ids=WARNED)
def test_what_a_reader_should_know_is_a_warning(fields: dict[str, str], warning: str) -> None:
    article = cleaned(**fields)
    assert warning in article.warnings
    assert article.published_at is None


BAD = {
    "white space": (" \n", "empty_body"),
    "zero width": ("\u200b\u200b", "empty_body"),
    "binary": ("\0\1\2" * 999 + "a", "binary"),
    "two megabytes": ("a b " * 500_000, "too_large"),
}


@pytest.mark.parametrize(("body", "reason"), BAD.values(), ids=BAD)
def test_a_body_that_is_no_text_is_poison(body: str, reason: str) -> None:
    with pytest.raises(PoisonMessage) as caught:
        cleaned(body)
    assert caught.value.reason == reason


def test_ten_megabytes_of_tags_are_poison() -> None:
    with pytest.raises(PoisonMessage) as caught:
        cleaned("<b><i>" * 1_700_000, content_type="text/html")
    assert caught.value.reason == "too_large"


@pytest.mark.timeout(60)
def test_a_live_blog_of_fifty_thousand_words_is_cut_into_its_entries() -> None:
    entries = [f"{n // 60:02}:{n % 60:02} GMT\nRoad closed\n{STORY * 2}" for n in range(1000)]
    article = cleaned("\n".join(entries), published_at="2024-05-09")
    assert len(article.segments) == 1000
    assert article.segments[61].published_at == "2024-05-09T01:01:00+00:00"
    assert article.segments[61].title == "Road closed"


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "piece", ["Ab\n", "By Ab\n", "(Photo by ", "LIMA (R) - ", "| 3 March ", "\n"]
)
def test_a_megabyte_of_the_same_is_no_stall(piece: str) -> None:
    assert cleaned(piece * (1_000_000 // len(piece)) + "a").text
