"""Ways to code articles beside one another, and the bounds that are set for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from benchmarks.kafka_speed import CODED
from benchmarks.report import Figure

COPIES: Final = 0.4
STOCK: Final = "stock spaCy, n_process=2"
OFFLINE: Final = "offline, cleaned and coded"
WHOLE: Final = "offline, whole pipeline"
COPIED: Final = f"{CODED}, {COPIES:.0%} of them copies"
_EXTRAS: Final = ("places", "dates", "quantities", "cleaning")


def with_ratios(figures: Sequence[Figure], *, mixed: bool) -> list[Figure]:
    """The figures and how they stand to one another; `mixed` news is half not political."""
    pace = {f.name: f.value or 0.0 for f in figures}
    offline, stock, whole = pace[OFFLINE], pace[STOCK], pace[WHOLE]
    ratios = [
        Figure(
            "ratio", "offline coded / stock spaCy", offline / stock, target=2.0 if mixed else 1.3
        ),
        Figure("ratio", "offline whole pipeline / stock spaCy", whole / stock),
    ]
    if CODED in pace:
        through, copied = pace[CODED], pace[COPIED]
        ratios += [
            Figure("ratio", "through Kafka / offline coded", through / offline, target=0.8),
            Figure("ratio", "through Kafka / offline whole pipeline", through / whole),
            Figure("ratio", f"{COPIES:.0%} copies / none", copied / through, target=1.5),
        ]
    return [*figures, *ratios]


def extraction_figures(seconds: Mapping[str, float]) -> list[Figure]:
    """Parts beside the bare model, which is 1; and the two bounds that are set."""
    model = seconds["model"]
    parts = [
        Figure("time / bare model", name, value / model)
        for name, value in sorted(seconds.items(), key=lambda item: -item[1])
        if name != "model"
    ]
    on_top = (seconds["all of extract"] - model) / model
    article = seconds["all of extract"] + seconds["cleaning"]
    extras = sum(seconds[name] for name in _EXTRAS) / article
    return [
        *parts,
        Figure("time / bare model", "extraction on top of it", on_top, None, 0.2, at_most=True),
        Figure("share of an article's time", ", ".join(_EXTRAS), extras, None, 0.15, at_most=True),
    ]
