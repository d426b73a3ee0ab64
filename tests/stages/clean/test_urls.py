"""All disguises of a page have one URL."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.stages.clean.urls import canonical_url

PAGE = "https://herald.example/world/strike-in-lusaka"

SAME = {
    "as it is": PAGE,
    "plain http": "http://herald.example/world/strike-in-lusaka",
    "capitals in the host": "HTTPS://Herald.Example/world/strike-in-lusaka",
    "www": "https://www.herald.example/world/strike-in-lusaka",
    "mobile": "https://m.herald.example/world/strike-in-lusaka",
    "amp host": "https://amp.herald.example/world/strike-in-lusaka",
    "amp path": "https://herald.example/world/strike-in-lusaka/amp/",
    "amp cache": "https://herald-example.cdn.ampproject.org/c/s/herald.example/world/strike-in-lusaka",
    "amp viewer": "https://www.google.com/amp/s/herald.example/world/strike-in-lusaka",
    "default port": "https://herald.example:443/world/strike-in-lusaka",
    "fragment": PAGE + "#comments",
    "slash": PAGE + "/",
    "tracking": PAGE + "?utm_source=x&utm_medium=y&fbclid=Iw",
    "white space": f"  {PAGE}\n",
    "password": "https://user:word@herald.example/world/strike-in-lusaka",
}


@pytest.mark.parametrize("url", SAME.values(), ids=SAME)
def test_a_disguise_is_taken_off(url: str) -> None:
    assert canonical_url(url) == PAGE


def test_fields_that_choose_the_page_stay_and_are_sorted() -> None:
    url = "https://herald.example/story.php?utm_term=q&page=2&id=77"
    assert canonical_url(url) == "https://herald.example/story.php?id=77&page=2"


def test_an_odd_port_stays() -> None:
    assert canonical_url("http://herald.example:8080/a") == "https://herald.example:8080/a"


NO_URLS = {
    "none": None,
    "empty": "",
    "words": "see the paper",
    "no host": "https:///a",
    "ftp": "ftp://herald.example/a",
    "script": "javascript:alert(1)",
    "bad port": "https://herald.example:port/",
    "bad address": "https://[::1/",
    "endless": "https://herald.example/" + "a" * 5000,
    "many fields": "https://herald.example/?" + "&".join(f"f{n}=1" for n in range(500)),
}


@pytest.mark.parametrize("url", NO_URLS.values(), ids=NO_URLS)
def test_what_is_no_url_gives_none(url: str | None) -> None:
    assert canonical_url(url) is None


@given(st.text(max_size=200))
def test_it_never_raises_and_is_stable(text: str) -> None:
    once = canonical_url(f"https://herald.example/{text}")
    assert once is None or canonical_url(once) == once
    canonical_url(text)
