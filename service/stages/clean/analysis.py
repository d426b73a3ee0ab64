"""The text as the language model should see it, and where its sentences must begin."""

from __future__ import annotations

import re
from typing import Final

from schemas.article import Article
from service.stages.clean.chars import plain
from service.stages.clean.lines import is_wrapped, lines_of
from service.stages.clean.recase import recase, wants_recasing

LONG_ARTICLE_CHARS: Final = 60_000
#: a stretch without any sentence end that is longer than this is cut for the analysis
MAX_SENTENCE_CHARS: Final = 2000
#: signs without a letter or a space between them; the tokenizer takes quadratic time over them
_RUN = re.compile(r"[^\w\s]{100,}")
_STOPS: Final = (
    "\n", "\u2028", "\u2029", "\x85", ". ", "! ", "? ", "… ", '." ', ".” ", ".' ", ".’ ", ".) ",
    '?" ', "?” ", '!" ', "!” ",
)  # fmt: skip


def analysis_text(article: Article) -> str:
    """The text with plain characters, boilerplate blanked and capitals restored; same length."""
    text = _RUN.sub(_spaces, plain(article.text))
    text = recase(text, frozenset(title.start for title in article.headings))
    if not article.boilerplate:
        return text
    chars = list(text)
    for span in article.boilerplate:
        chars[span.start : span.end] = _blank(text[span.start : span.end])
    return "".join(chars)


def _spaces(run: re.Match[str]) -> str:
    return " " * len(run[0])


def _blank(run: str) -> str:
    """Spaces of the same length; line ends stay."""
    return "".join("\n" if char == "\n" else " " for char in run)


def is_recased(article: Article) -> bool:
    """Whether the text has to be re-cased as a whole for the analysis."""
    return wants_recasing(article.text)


def sentence_breaks(article: Article) -> frozenset[int]:
    """Offsets where a sentence must start: lines, headings, after the dateline, in endless ones."""
    breaks = _line_breaks(article)
    if article.dateline:
        breaks.add(_next_word(article.text, article.dateline.end))
    spans = [(span.start, span.end) for span in article.boilerplate]
    spans += [(title.start, title.end) for title in article.headings]
    for start, end in spans:
        breaks.update((start, _next_word(article.text, end)))
    breaks.update(segment.start for segment in article.segments)
    breaks.update(long_sentences(article.text))
    return frozenset(at for at in breaks if 0 < at < len(article.text))


def _line_breaks(article: Article) -> set[int]:
    """The starts of lines, but not inside paragraphs that are wrapped at a fixed width."""
    lines = lines_of(article.text)
    wrapped = is_wrapped(lines)
    breaks: set[int] = set()
    for before, line in zip(lines, lines[1:], strict=False):
        goes_on = line.text[0].islower() and not before.ends_sentence and len(before.text) > 40
        indented = article.text[line.start - 1] in " \t"
        if line.after_blank or (not goes_on and (not wrapped or indented)):
            breaks.add(line.start)
    return breaks


def _next_word(text: str, at: int) -> int:
    """The offset of the first character at or after `at` that is not white space."""
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def long_sentences(text: str) -> tuple[int, ...]:
    """Offsets at spaces that cut stretches of more than 2,000 characters without a sentence end."""
    cuts: list[int] = []
    start = 0
    while len(text) - start > MAX_SENTENCE_CHARS:
        limit = start + MAX_SENTENCE_CHARS
        stop = max(text.rfind(stop, start, limit) for stop in _STOPS)
        if stop >= start:
            start = stop + 1
            continue
        space = text.rfind(" ", start + 1, limit)
        start = space + 1 if space > start else limit
        cuts.append(start)
    return tuple(cuts)
