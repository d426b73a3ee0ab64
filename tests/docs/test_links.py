"""No link in the docs leads nowhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scripts.docs_site import build, page, slug
from tests.deploy.conftest import ROOT

PAGES = sorted([*ROOT.glob("docs/**/*.md"), *ROOT.glob("*.md"), *ROOT.glob("samples/*.md")])
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def anchors(path: Path) -> set[str]:
    return {slug(h) for h in re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.M)}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path: Path) -> None:
    for address in LINK.findall(path.read_text(encoding="utf-8")):
        if "://" in address or address.startswith("mailto:"):
            continue
        name, _, anchor = address.partition("#")
        target = path if not name else (path.parent / name)
        assert target.exists(), address
        assert not anchor or anchor in anchors(target), address


def test_pages_have_an_anchor_at_every_heading_and_link_to_pages(tmp_path: Path) -> None:
    html = page("# Guide\n\n## WirecoderNoAcks\n\nSee [topics](topics.md#changelogs).\n")
    assert '<h2 id="wirecodernoacks">' in html
    assert 'href="topics.html#changelogs"' in html
    names = {path.name for path in build(ROOT / "docs", tmp_path)}
    assert {"operations.html", "metrics.html"} <= names
    assert 'id="wirecoderstagestopped"' in (tmp_path / "operations.html").read_text("utf-8")
