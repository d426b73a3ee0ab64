"""HTML gives its main text and its own data, and hostile pages cost little."""

import pytest

from service.errors import PoisonMessage
from service.stages.clean.page import read_page, stripped

PARAGRAPHS = [
    "Fishermen blocked the harbour of Dakar on Wednesday in protest at a new licence fee.",
    "The ministry said that it would meet their leaders on Friday, and asked them to go home.",
    "Two people were arrested when the police cleared the road, a union official told reporters.",
]
PAGE = f"""<!DOCTYPE html><html><head><title>Harbour blocked - The Herald</title>
<meta property="og:title" content="Fishermen block harbour &amp; road">
<meta name='og:site_name' content='The Herald'>
<meta property="article:published_time" content="2018-02-14T09:00:00Z">
<link rel="canonical" href="https://herald.example/harbour">
<script>var secret = "<p>not text</p>";</script></head><body>
<nav><a href="/">Home</a><a href="/sport">Sport</a></nav>
<article><h1>Fishermen block harbour</h1>{"".join(f"<p>{p}</p>" for p in PARAGRAPHS)}</article>
<div class="comments"><p>First comment!</p></div><footer>All rights reserved</footer></body>"""


def test_the_main_text_is_found_and_nothing_else() -> None:
    text = read_page(PAGE).text
    assert all(paragraph in text for paragraph in PARAGRAPHS)
    assert "secret" not in text
    assert "Sport" not in text
    assert "First comment" not in text


def test_the_page_tells_title_outlet_address_and_date() -> None:
    page = read_page(PAGE)
    assert (page.title, page.outlet) == ("Fishermen block harbour & road", "The Herald")
    assert (page.url, page.published_at) == (
        "https://herald.example/harbour",
        "2018-02-14T09:00:00Z",
    )


def test_the_title_element_and_linked_data_are_the_second_choice() -> None:
    page = read_page(
        '<title>Harbour\n blocked</title><script>{"datePublished": "2018-02-14"}</script>'
        f"<p>{PARAGRAPHS[0]}</p>"
    )
    assert (page.title, page.published_at) == ("Harbour blocked", "2018-02-14")


def test_elements_nested_too_deeply_are_poison() -> None:
    with pytest.raises(PoisonMessage) as caught:
        read_page("<div>" * 20_000 + "text")
    assert caught.value.reason == "html_too_deep"


def test_unclosed_paragraphs_are_not_deep() -> None:
    assert PARAGRAPHS[1] in read_page("".join(f"<p>{PARAGRAPHS[1]}" for _ in range(300))).text


def test_a_page_without_text_is_poison() -> None:
    with pytest.raises(PoisonMessage) as caught:
        read_page("<br>" * 1000 + "<script>x</script>")
    assert caught.value.reason == "empty_body"


def test_a_flood_of_tags_falls_back_to_plain_stripping() -> None:
    page = read_page(f"<p>{PARAGRAPHS[0]}</p>" + "<br>" * 60_000)
    assert page.is_fallback
    assert page.text == PARAGRAPHS[0]


HOSTILE = {
    "open brackets": "<" * 500_000,
    "open tags": "<a " * 200_000,
    "open comments": "<!--" * 200_000,
    "open quotes": '<meta content="' * 60_000,
    "open titles": "<title " * 100_000,
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("html", HOSTILE.values(), ids=HOSTILE)
def test_broken_markup_ends_in_text_or_poison(html: str) -> None:
    reason, text = "", ""
    try:
        text = read_page(html + "text").text
    except PoisonMessage as error:
        reason = error.reason
    assert text or reason in ("empty_body", "html_too_deep")


def test_stripping_keeps_blocks_apart_and_inline_elements_together() -> None:
    html = "<div>One <b>bold</b>&nbsp;word</div><style>p{}</style><div>Two&amp;three</div>"
    assert stripped(html) == "One bold word\nTwo&three"
