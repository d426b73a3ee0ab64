"""Turns a folder of Markdown into HTML pages with an anchor at every heading.

    python scripts/docs_site.py docs SITE

The image serves them, so that the links of alerts open the runbooks of the version that runs.
"""

from __future__ import annotations

import re
import shutil
import sys
from html import escape
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

STYLE = (
    "body{font:16px/1.5 sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem}"
    "pre,code{background:#f2f2f2}pre{padding:.7rem;overflow:auto}"
    "table{border-collapse:collapse}td,th{border:1px solid #ccc;padding:.2rem .6rem}"
    ":target{background:#fff3c4}"
)


def slug(heading: str) -> str:
    """The anchor of a heading, as code hosts make it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")


def page(markdown: str) -> str:
    """One HTML page; links to other Markdown files lead to their pages."""
    parser = MarkdownIt("commonmark").enable("table")
    tokens = parser.parse(markdown)
    for opening, text in zip(tokens, tokens[1:], strict=False):
        if opening.type == "heading_open":
            opening.attrSet("id", slug(text.content))
        _relink(opening)
    title = next((t.content for t in tokens if t.type == "inline"), "wirecoder")
    body = parser.renderer.render(tokens, parser.options, {})
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{STYLE}</style>{body}</html>\n"
    )


def build(source: Path, target: Path) -> list[Path]:
    """Writes a page for every Markdown file of `source`, and copies its images."""
    written = []
    for path in sorted(source.rglob("*.md")):
        page_path = (target / path.relative_to(source)).with_suffix(".html")
        page_path.parent.mkdir(parents=True, exist_ok=True)
        page_path.write_text(page(path.read_text(encoding="utf-8")), encoding="utf-8")
        written.append(page_path)
    for path in sorted(source.rglob("*.png")):
        copy = target / path.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    return written


def _relink(token: Token) -> None:
    for child in token.children or ():
        address = str(child.attrGet("href") or "")
        if child.type == "link_open" and "://" not in address:
            child.attrSet("href", re.sub(r"\.md(?=#|$)", ".html", address))


if __name__ == "__main__":
    build(Path(sys.argv[1]), Path(sys.argv[2]))
