"""The analysis sees plain text of the same length, cut where sentences must begin."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.article import Article, RawArticle
from service.stages.clean import analysis_text, clean, sentence_breaks
from service.stages.clean.analysis import MAX_SENTENCE_CHARS

NOW = datetime(2024, 5, 10, 12, tzinfo=UTC)
STORY = "Gunmen attacked a police post near Maiduguri on Tuesday, killing two officers."


def cleaned(body: str) -> Article:
    return clean(RawArticle(body=body), now=NOW)


def test_characters_are_made_plain_one_for_one() -> None:
    body = "“We’re leaving,”\u00a0the general\u200b said\u202e – and\u00adleft the city.\r\nHe did."
    assert analysis_text(cleaned(body)) == (
        '"We\'re leaving," the general  said  – and left the city. \nHe did.'
    )


def test_boilerplate_is_blanked_and_the_rest_stays_in_place() -> None:
    body = f"{STORY}\nWATCH: The attack\n{STORY}"
    seen = analysis_text(cleaned(body))
    assert "WATCH" not in seen
    assert seen.index(STORY, 10) == body.index(STORY, 10)


def test_endless_runs_of_signs_are_blanked() -> None:
    body = f"{STORY} {')' * 5000} {STORY}"
    seen = analysis_text(cleaned(body))
    assert len(seen) == len(body)
    assert ")" not in seen
    assert seen.count("Gunmen") == 2


def starts(body: str) -> list[str]:
    article = cleaned(body)
    return [article.text[at : at + 8] for at in sorted(sentence_breaks(article))]


def test_a_sentence_starts_after_headline_line_and_dateline() -> None:
    body = f"Police post attacked\n\nABUJA (Reuters) - {STORY}\nFear in the north\n{STORY}"
    assert starts(body) == ["ABUJA (R", "Gunmen a", "Fear in ", "Gunmen a"]


def test_lines_wrapped_at_a_fixed_width_are_not_cut() -> None:
    wrapped = "Gunmen attacked a police post near\nMaiduguri on Tuesday, killing two\nofficers and"
    body = f"{wrapped}\ntaking three others with them when\nthey left.\n\n{STORY}"
    assert starts(body) == ["Gunmen a"]


@pytest.mark.parametrize("word", ["troops ", "x"], ids=["spaces", "no spaces"])
def test_an_endless_sentence_is_cut(word: str) -> None:
    article = cleaned(word * (200_000 // len(word)))
    cuts = [0, *sorted(sentence_breaks(article)), len(article.text)]
    gaps = [b - a for a, b in zip(cuts, cuts[1:], strict=False)]
    assert max(gaps) <= MAX_SENTENCE_CHARS
    assert len(cuts) < 120
    assert {"truncated_sentences", "long_article"} <= set(article.warnings)
    assert all(article.text[at - 1] == " " for at in cuts[1:-1]) or word == "x"


TRICKY = st.text(
    st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from("\r\n\t\u00a0\u200b\u202e “”’ABCabc.?!:|()-İß"),
    ),
    min_size=1,
    max_size=300,
).filter(lambda text: any(char.isalpha() for char in text) and "\0" not in text)


@given(TRICKY)
def test_any_text_keeps_its_length_and_its_offsets(body: str) -> None:
    article = cleaned(body)
    assert article.text == body
    assert len(analysis_text(article)) == len(body)
    assert all(0 < at < len(body) for at in sentence_breaks(article))
    spans = [(span.start, span.end) for span in article.boilerplate]
    spans += [(title.start, title.end) for title in article.headings]
    assert all(0 <= start < end <= len(body) for start, end in spans)
