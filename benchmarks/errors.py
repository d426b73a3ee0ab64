"""What coding still gets wrong: the commonest kinds of errors of every set with typed records.

    python -m benchmarks.errors [--shared ../shared] [--sets samples,plv_train] [--write]

One table a set: kind, how often, share of the set's errors. Kinds are 'missed TYPE', 'false TYPE',
'TYPE read as TYPE'; and of events of the right type 'actor empty', 'recipient of wrong country',
'modality negated told as asserted', 'modes of TYPE wrong', 'place invented' and the like. Only core
records count as missed. In sets that annotate one act a text (plv_train, case2021_acled,
ngec_headlines) further events are no errors, and only types are compared. Whole-article sets are
cross-validated by article and paired by benchmarks.scoring, as in benchmarks.quality; sets that
are not at hand are left out.
With --write the tables go to results/errors.md and errors.json: kinds and counts, no text.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks import report, scoring
from benchmarks.coded import read_articles, read_sentences
from benchmarks.errors_kinds import article_errors, sentence_errors
from benchmarks.parsed import Mentions, Parsed, cross_validated, raw
from benchmarks.quality_gold import GOLD_SETS, SAMPLES
from benchmarks.train_scorer import label_events, propose
from schemas import RawArticle
from service.resources import ensure_gazetteer, extract_config
from service.settings import load_settings
from service.sources import read
from service.stages.extract import Extractor
from service.stages.extract.scorer import load_scorer

COLUMNS = ("kind", "n", "share")
#: sets whose texts have one annotated act each
SENTENCE_SETS = ("plv_train", "case2021_acled", "ngec_headlines")
Compare = Callable[[Sequence[Mapping[str, Any]], Sequence[Mapping[str, Any]]], Iterator[str]]


def counted(
    gold: Mapping[str, Sequence[Any]], mentions: Mentions, compare: Compare
) -> Counter[str]:
    """How often each kind of error occurs over all texts of a gold."""
    return Counter(
        kind for text, records in gold.items() for kind in compare(records, mentions.get(text, []))
    )


def table(errors: Counter[str], most: int) -> list[tuple[str, str, str]]:
    """(kind, count, share of all errors) of the commonest kinds; equals by name."""
    total = sum(errors.values())
    first = sorted(errors.items(), key=lambda pair: (-pair[1], pair[0]))[:most]
    return [(kind, str(n), f"{n / total:.3f}") for kind, n in first]


def main() -> None:
    """Count, print, and with --write keep."""
    args, began = _arguments(), time.monotonic()
    settings = load_settings()
    ensure_gazetteer(settings, announce=print)
    extractor = Extractor.load(extract_config(settings))
    wanted = None if args.sets is None else frozenset(args.sets.split(","))
    found = dict(_errors(extractor, args.shared, wanted))
    where = report.surroundings(extractor.info.model)
    where["seconds"] = round(time.monotonic() - began)
    print(report.heading(where))
    for name, errors in found.items():
        report.show(_title(name, errors), COLUMNS, table(errors, args.most))
    if args.write:
        _write(where, found, args.most)


def _errors(
    extractor: Extractor, shared: Path, wanted: frozenset[str] | None
) -> Iterator[tuple[str, Counter[str]]]:
    def asked(*names: str) -> bool:
        return wanted is None or bool(wanted & set(names))

    if asked("samples"):
        inputs = read([str(SAMPLES / "articles.jsonl")])
        gold = scoring.read_gold(SAMPLES / "gold.jsonl")
        told = _shipped(extractor, (item for item in inputs if isinstance(item, RawArticle)))
        yield "samples", counted(gold, told, article_errors)
    if not (shared / "data").is_dir():
        print(f"{shared} holds no development sets: only the samples are counted")
        return
    if asked(*GOLD_SETS):
        yield from _gold_sets(extractor, shared / "data")
    for name in filter(asked, SENTENCE_SETS):
        yield name, _sentence_set(extractor, shared / "data" / "events" / f"{name}.jsonl")


def _gold_sets(extractor: Extractor, data: Path) -> Iterator[tuple[str, Counter[str]]]:
    articles = read_articles(data)
    own = [row for s in read_sentences() for row in label_events(s, propose(extractor, s))]
    told, _ = cross_validated(Parsed(extractor, map(raw, articles)), articles, own)
    for name in GOLD_SETS:
        gold = scoring.read_gold(data / f"{name}.jsonl")
        yield name, counted(gold, told, article_errors)


def _sentence_set(extractor: Extractor, path: Path) -> Counter[str]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if row["events"]]
    told = _shipped(
        extractor,
        (RawArticle(body=r["text"], id=r["id"], published_at=r.get("date")) for r in rows),
    )
    return counted({row["id"]: row["events"] for row in rows}, told, sentence_errors)


def _shipped(extractor: Extractor, articles: Iterable[RawArticle]) -> Mentions:
    return Parsed(extractor, articles).mentions(load_scorer())


def _title(name: str, errors: Counter[str]) -> str:
    return f"{name}: {sum(errors.values())} errors of {len(errors)} kinds"


def _write(where: dict[str, Any], found: Mapping[str, Counter[str]], most: int) -> None:
    text = (
        f"# Errors\n\n{report.heading(where)}\n\nWritten by `python -m benchmarks.errors --write`: "
        f"the {most} commonest kinds of errors of every set with typed records.\n"
    )
    for name, errors in found.items():
        text += f"\n## {_title(name, errors)}\n\n{report.markdown(COLUMNS, table(errors, most))}"
    data = {"measured": where, "errors": {n: dict(e.most_common()) for n, e in found.items()}}
    report.write("errors", data, text)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--sets", help="names, comma-separated; without it all sets at hand")
    parser.add_argument("--most", type=int, default=20, help="kinds a table shows (default 20)")
    parser.add_argument("--write", action="store_true", help="keep as results/errors.md and .json")
    return parser.parse_args()


if __name__ == "__main__":
    main()
