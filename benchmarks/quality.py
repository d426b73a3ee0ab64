"""How well articles are coded: one table for every set that is at hand.

    python -m benchmarks.quality [--shared ../shared] [--sets samples,plv_train] [--write-floors]

The samples are always there. Development sets and their scorers are looked for in --shared and
left out, with a message, where they are not. Gold sets of whole articles are cross-validated by
article: no article is coded with numbers that were fitted on it.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from benchmarks import quality_gold, quality_sets, report
from benchmarks.report import Figure
from benchmarks.scoring import Bin
from service.coding import coding
from service.resources import ensure_gazetteer, extract_config
from service.settings import load_settings
from service.stages.extract import Extractor

FLOORS = Path(__file__).parent / "floors.json"
MARGIN = 0.03
_FLOORED = ("typed F1", "typed F1, alternatives")
_OWN = frozenset({"samples", "incidents", *quality_gold.GOLD_SETS})


def main() -> None:
    """Measure, print, and write results/quality.json and quality.md."""
    args, began = _arguments(), time.monotonic()
    settings = load_settings()
    ensure_gazetteer(settings, announce=print)
    extractor = Extractor.load(extract_config(settings))
    tables: dict[str, list[Bin]] = {}
    with tempfile.TemporaryDirectory() as folder:
        figures = list(_measured(extractor, args, Path(folder), tables))
    where = report.surroundings(extractor.info.model)
    where["seconds"] = round(time.monotonic() - began)
    print(report.heading(where))
    report.show("Quality", report.FIGURE_COLUMNS, report.figure_rows(figures))
    if args.sets is None:
        _write(where, figures, tables)
    if args.write_floors:
        _write_floors(figures)


def _measured(
    extractor: Extractor, args: argparse.Namespace, folder: Path, tables: dict[str, list[Bin]]
) -> Iterator[Figure]:
    wanted = _Wanted(args.sets)
    if wanted("samples"):
        yield from quality_gold.samples(extractor)
    if not (args.shared / "eval").is_dir() or not (args.shared / "data").is_dir():
        print(f"{args.shared} holds no development sets: only the samples are measured")
        return
    if wanted(*quality_gold.GOLD_SETS):
        figures, found = quality_gold.development(extractor, args.shared, folder)
        tables |= found
        yield from figures
    if wanted("incidents") or wanted.others:
        with coding(load_settings(), processes=args.processes) as coder:
            if wanted("incidents"):
                yield from quality_sets.incidents(coder, load_settings(), args.shared, folder)
            if wanted.others:
                names = wanted.others if args.sets else None
                yield from quality_sets.sentence_sets(coder, args.shared, folder, names)


class _Wanted:
    """Which sets were asked for; without any, all."""

    def __init__(self, names: str | None) -> None:
        self._names = None if names is None else frozenset(names.split(","))
        self.others = {"all"} if self._names is None else self._names - _OWN

    def __call__(self, *names: str) -> bool:
        return self._names is None or bool(self._names & set(names))


def _write(where: dict[str, Any], figures: list[Figure], tables: dict[str, list[Bin]]) -> None:
    data = {"measured": where, "figures": figures, "reliability": tables}
    aimed = [f for f in figures if f.target is not None]
    rest = [f for f in figures if f.target is None]
    met = sum(bool(f.passed) for f in aimed)
    text = (
        f"# Quality\n\n{report.heading(where)}\n\n"
        "Written by `make quality`. Whole-article sets are cross-validated by article.\n\n"
        f"## Targets: {met} of {len(aimed)} met\n\n{_table(aimed)}\n"
        f"## Other figures\n\n{_table(rest)}"
    )
    for name, table in tables.items():
        text += f"\n## Reliability of confidence, {name}\n\n{_bins(table)}"
    report.write("quality", data, text)


def _table(figures: Iterable[Figure]) -> str:
    return report.markdown(report.FIGURE_COLUMNS, report.figure_rows(figures))


def _bins(table: Iterable[Bin]) -> str:
    rows = [
        (f"{b.low:.1f}-{b.high:.1f}", str(b.count), f"{b.mean:.3f}", f"{b.right:.3f}")
        for b in table
    ]
    return report.markdown(("confidence", "n", "mean", "right"), rows)


def _write_floors(figures: Iterable[Figure]) -> None:
    """The samples' scores less a margin: below that, CI fails."""
    floors = {
        f.name: round(f.value - MARGIN, 3)
        for f in figures
        if f.set == "samples" and f.name in _FLOORED and f.value is not None
    }
    FLOORS.write_text(json.dumps({"samples": floors}, indent=1) + "\n", encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--sets", help="names, comma-separated; results are then not written")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--write-floors", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
