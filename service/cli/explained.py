"""The reasons behind the events of articles, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from schemas import Article
from service.cli.output import print_json, print_table, say
from service.offline import Rejected
from service.resources import extract_config
from service.settings import Settings
from service.stages.extract import Extractor
from service.stages.extract.explain import Explained
from service.stages.extract.extractor import unscreened

HEADINGS = ("part", "found", "because")


def explain_all(
    settings: Settings, articles: Iterable[Article | Rejected], *, as_json: bool
) -> int:
    """Print why each event was coded, article by article; how many could not be read."""
    extractor, rejected = Extractor.load(extract_config(settings)), 0
    for item in articles:
        if isinstance(item, Rejected):
            rejected += 1
            say(f"{item.source}: {item.reason}")
            continue
        found = extractor.explain(unscreened(item))
        if not found:
            say(f"{item.title or item.external_id or item.article_id}: no events")
        for explained in found:
            _print_json(explained) if as_json else _print_table(explained)
    return rejected


def _print_table(explained: Explained) -> None:
    sentence = " ".join(explained.mention.sentence.text.split())
    rows = [(why.part, why.found, why.because) for why in explained.reasons]
    print_table(HEADINGS, rows, title=f"\n{sentence[:300]}")


def _print_json(explained: Explained) -> None:
    mention = explained.mention.model_dump(mode="json")
    print_json({**mention, "explained": [asdict(why) for why in explained.reasons]})
