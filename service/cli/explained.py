"""The reasons behind the events of articles, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from schemas import Article
from service.cli.output import print_json, print_table, say
from service.coding import extractor
from service.offline import Rejected
from service.settings import Settings
from service.stages.extract.explain import Explained
from service.stages.extract.extractor import unscreened

HEADINGS = ("part", "found", "because")


def explain_all(
    settings: Settings, articles: Iterable[Article | Rejected], *, as_json: bool
) -> int:
    """Print why each event was coded, article by article; how many could not be read."""
    rejected = 0
    with extractor(settings) as reader:
        for item in articles:
            if isinstance(item, Rejected):
                rejected += 1
                say(f"{item.source}: {item.reason}")
            else:
                _print(reader.explain(unscreened(item)), item, as_json=as_json)
    return rejected


def _print(found: list[Explained], article: Article, *, as_json: bool) -> None:
    if not found:
        say(f"{article.title or article.external_id or article.article_id}: no events")
    for explained in found:
        _print_json(explained) if as_json else _print_table(explained)


def _print_table(explained: Explained) -> None:
    sentence = " ".join(explained.mention.sentence.text.split())
    rows = [(why.part, why.found, why.because) for why in explained.reasons]
    print_table(HEADINGS, rows, title=f"\n{sentence[:300]}")


def _print_json(explained: Explained) -> None:
    mention = explained.mention.model_dump(mode="json")
    print_json({**mention, "explained": [asdict(why) for why in explained.reasons]})
