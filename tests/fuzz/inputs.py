"""Hostile and half-broken inputs as hypothesis strategies."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st

PIECES = (
    "Gunmen killed 12 people in Gao on Monday, the governor said. ",
    *("NAIROBI (Coast Wire) - ", "GUNMEN KILLED TWELVE. ", "Police arrested 9 in Lima. "),
    *("\n\n", "\r\n", "\t", "  ", '"', "\u201c", "\u2019s ", "(", "((((", ")", "[", "{", "}", "\\"),
    *(
        "<p>",
        "</div>",
        "<!--",
        "&amp;",
        "&#x202e;",
        "@",
        "#",
        "-",
        "\u2014" * 30,
        "A" * 80,
        "a." * 40,
    ),
    *(
        "\u202e",
        "\u200b",
        "\ufeff",
        "\u0301" * 20,
        "e\u0301",
        "\U0001d50a",
        "\U0001f469\u200d\U0001f467",
    ),
    *("\u0661\u0662", "\u2177", "\u00bd", "1,000,000", "1.2.3.4", "2024-02-30", "31 Feb"),
    *("at least at least at least ", "no no not never ", "said said said ", "who who which that "),
    *("and and and ", "of the of the of the ", "Al-Al-Al-", "https://a.example/" + "a" * 50),
    *("U.S. U.N. ", "Mr. Mr. ", "killed killed killed ", "between 3 and between 4 "),
    *("two or three or four ", "the army of the army of ", "Mali, Mali, Mali, "),
)

#: text without lone surrogates, which JSON in UTF-8 cannot carry
anything = st.text(st.characters(exclude_categories=("Cs",)), max_size=300)
newsy = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
bodies = st.one_of(newsy, anything, st.tuples(newsy, anything, newsy).map("".join))

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    anything,
    st.sampled_from(["", "x" * 5000]),
)
json_values = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)

FIELDS = ("id", "url", "title", "outlet", "published_at", "body", "content_type", "language")
articles = st.dictionaries(
    st.sampled_from((*FIELDS, "unknown")), st.one_of(scalars, bodies), max_size=9
)
pages = st.lists(
    st.sampled_from(
        ("<html>", "<body>", "<p>", "</p>", "<div>", "<div", "<script>", "</script", "<![CDATA[",
         "<title>", "</title>", "<table><tr><td>", "<a href='", "'>", '"', "<!DOCTYPE", "&nbsp;",
         "<meta property=og:url content=x>", "Police arrested nine people in Lima. " * 5)
    ),
    max_size=60,
).map("".join)  # fmt: skip


def dumped(value: Any) -> bytes:
    """As a producer without scruples would send it."""
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")


messages = st.one_of(
    articles.map(dumped),
    json_values.map(dumped),
    st.binary(max_size=300),
    st.builds(lambda body: dumped({"body": body}), bodies),
    st.builds(lambda page: dumped({"body": page, "content_type": "text/html"}), pages),
)


def damaged(value: bytes, at: int, what: bytes) -> bytes:
    """`value` with bytes put in its middle, or cut off there."""
    place = at % (len(value) + 1)
    return value[:place] + what + value[place:] if what else value[:place]
