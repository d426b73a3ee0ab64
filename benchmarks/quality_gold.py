"""Whole coded articles: the project's samples, and the development gold when it is at hand."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from unittest.mock import patch

from benchmarks import scoring
from benchmarks.coded import CodedArticle, read_articles, read_sentences
from benchmarks.parsed import Mentions, Parsed, cross_validated, raw
from benchmarks.report import Figure
from benchmarks.targets import figure
from benchmarks.train_scorer import label_events, propose
from schemas import RawArticle
from service.sources import read
from service.stages.extract import Extractor, coder
from service.stages.extract.scorer import load_scorer, rules_scorer

SAMPLES = Path(__file__).parent.parent / "samples"
GOLD_SETS = ("seeds_dev_gold", "articles_dev_gold")
#: figure of ours -> slot of the whole-article scorer
_SLOTS = {
    "actors, country and sector, lenient F1": "actors country+sector, lenient",
    "recipients, country and sector, lenient F1": "recipients country+sector, lenient",
    "attribution head, stated": "attribution head word, stated",
    "attribution, spurious": "attribution spurious",
    "modality, core": "modality, core",
    "negated or hypothetical told as asserted": "negated/hypothetical told as asserted",
    "modes, at least one shared": "modes, at least one shared",
    "place name, stated": "place name, stated",
    "place country, stated": "place country, stated",
    "place, spurious": "place spurious",
    "date exact, stated": "date exact interval, stated",
    "date, spurious": "date spurious",
    "killed, number exact": "killed number exact",
    "injured, number exact": "injured number exact",
}


def samples(extractor: Extractor) -> Iterator[Figure]:
    """The samples with the shipped decision, and by rules alone."""
    gold = scoring.read_gold(SAMPLES / "gold.jsonl")
    inputs = read([str(SAMPLES / "articles.jsonl")])
    parsed = Parsed(extractor, (item for item in inputs if isinstance(item, RawArticle)))
    yield from _own("samples", gold, parsed.mentions(load_scorer()))
    yield from _rules_only("samples", gold, parsed.mentions(rules_scorer()))


def development(
    extractor: Extractor, shared: Path, folder: Path
) -> tuple[list[Figure], dict[str, Any]]:
    """Both development sets, cross-validated by article; and the reliability of confidences."""
    articles = read_articles(shared / "data")
    own = [row for s in read_sentences() for row in label_events(s, propose(extractor, s))]
    parsed = Parsed(extractor, map(raw, articles))
    mentions, candidates = cross_validated(parsed, articles, own)
    by_rules = parsed.mentions(rules_scorer())
    figures: list[Figure] = []
    golds = {}
    for name in GOLD_SETS:
        gold = golds[name] = scoring.read_gold(shared / "data" / f"{name}.jsonl")
        told = {i: mentions[i] for i in gold}
        figures += _slots(name, shared, folder, articles, told)
        figures += _rules_only(name, gold, by_rules)
        figures += _boilerplate(name, shared, parsed)
        empty, of = scoring.live_on_empty(gold, told)
        if of:
            label = "live events per article without events"
            figures.append(figure(name, label, empty / of, of))
    both = {k: v for g in golds.values() for k, v in g.items()}
    figures.append(_lost_to_the_gate(parsed, both))
    right = list(scoring.outcomes(both, mentions))
    tables = {"mentions": scoring.reliability(right), "candidates": scoring.reliability(candidates)}
    for name, table in tables.items():
        error = scoring.expected_calibration_error(table)
        cases = sum(b.count for b in table)
        figures.append(figure("calibration", f"expected calibration error, {name}", error, cases))
    return figures, tables


def _lost_to_the_gate(parsed: Parsed, gold: Mapping[str, list[dict[str, Any]]]) -> Figure:
    """Share of the core events that are coded rightly, and then dropped with their article."""
    kept = parsed.mentions(load_scorer())
    with patch.object(coder, "relevant", list):
        ungated = parsed.mentions(load_scorer())
    core = sum(bool(e.get("core", True)) for events in gold.values() for e in events)
    found = [scoring.score(gold, {i: m[i] for i in gold}).true for m in (kept, ungated)]
    lost = max(0, found[1] - found[0]) / core
    return figure("both gold sets", "core events lost to the relevance gate", lost, core)


def _own(
    name: str, gold: Mapping[str, list[dict[str, Any]]], mentions: Mentions
) -> Iterator[Figure]:
    core = sum(bool(e.get("core", True)) for events in gold.values() for e in events)
    strict = scoring.score(gold, mentions)
    yield figure(name, "typed F1", strict.f1, core)
    yield figure(name, "typed precision", strict.true / max(1, strict.true + strict.false))
    yield figure(name, "typed recall", strict.true / max(1, core))
    lenient = scoring.score(gold, mentions, alternatives=True)
    yield figure(name, "typed F1, alternatives", lenient.f1, core)
    live, of = scoring.live_on_empty(gold, mentions)
    yield figure(name, "live events per article without events", live / max(1, of), of)


def _rules_only(
    name: str, gold: Mapping[str, list[dict[str, Any]]], mentions: Mentions
) -> Iterator[Figure]:
    told = {i: mentions.get(i, []) for i in gold}
    yield figure(name, "typed F1, by rules only", scoring.score(gold, told).f1)
    lenient = scoring.score(gold, told, alternatives=True).f1
    yield figure(name, "typed F1, alternatives, by rules only", lenient)


def _slots(
    name: str, shared: Path, folder: Path, articles: Iterable[CodedArticle], mentions: Mentions
) -> Iterator[Figure]:
    """What the whole-article scorer says of the mentions."""
    texts = folder / f"{name}_texts"
    texts.mkdir()
    for article in articles:
        if article.id in mentions:
            path = texts / f"{article.id.removesuffix('.txt')}.txt"
            path.write_text(article.text, encoding="utf-8", newline="")
    told, result = folder / f"{name}.jsonl", folder / f"{name}.json"
    lines = (json.dumps(m) + "\n" for of_article in mentions.values() for m in of_article)
    told.write_text("".join(lines), encoding="utf-8")
    script = shared / "eval" / "score_articles.py"
    gold = shared / "data" / f"{name}.jsonl"
    run_script([script, gold, told, "--texts", texts, "--json", result])
    scored = json.loads(result.read_text(encoding="utf-8"))
    detect = scored["detect"]
    yield figure(name, "typed F1", detect["typed"]["f1"], scored["n_core"])
    yield figure(name, "typed precision", detect["typed"]["precision"])
    yield figure(name, "typed recall", detect["typed"]["recall"])
    yield figure(name, "typed F1, alternatives", detect["alt"]["f1"], scored["n_core"])
    for ours, theirs in _SLOTS.items():
        yield figure(name, ours, *_value(scored["slots"].get(theirs)))


def _value(slot: Any) -> tuple[float | None, int | None]:
    if isinstance(slot, dict):
        return slot["f1"], slot["gold_items"]
    return (slot[0], slot[2]) if slot else (None, None)


def _boilerplate(name: str, shared: Path, parsed: Parsed) -> Iterator[Figure]:
    """Share of marked-up boilerplate that is found, share of other characters that is marked."""
    found = spans = wrong = characters = 0
    path = shared / "data" / f"{name}.jsonl"
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        article = parsed.articles[row["id"]][0].article
        gold = _covered(row.get("boilerplate") or [], article.text)
        ours = _covered([b.model_dump() for b in article.boilerplate], article.text)
        for span in row.get("boilerplate") or []:
            mine = _covered([span], article.text)
            spans += 1
            found += 2 * len(mine & ours) >= len(mine)
        wrong += len(ours - gold)
        characters += sum(not c.isspace() for c in article.text) - len(gold)
    if spans:
        yield figure(name, "boilerplate found", found / spans, spans)
        yield figure(name, "text wrongly marked", wrong / max(1, characters), characters)


def _covered(spans: Iterable[Mapping[str, Any]], text: str) -> set[int]:
    """The offsets inside the spans, blanks left out."""
    return {
        i for s in spans for i in range(s["start"], min(s["end"], len(text)))
        if not text[i].isspace()
    }  # fmt: skip


def run_script(arguments: Iterable[object]) -> str:
    """What a scorer prints; its own message when it fails."""
    done = subprocess.run(
        [sys.executable, *map(str, arguments)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(done.stderr or done.stdout)
    return done.stdout
