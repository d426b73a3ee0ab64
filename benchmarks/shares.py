"""Where the time of extraction goes: each part beside the bare tuned language model."""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from typing import Any
from unittest.mock import patch

from benchmarks.bare_model import BareModel
from schemas import RawArticle
from service.stages.clean import analysis_text, clean
from service.stages.extract import (
    Extractor,
    contexts,
    doc_actors,
    entities,
    event_date,
    event_place,
    nlp,
    places,
    quantities,
    times,
)
from service.stages.extract.coder import EventCoder
from service.stages.extract.extractor import unscreened
from service.stages.extract.mentions import MentionBuilder
from service.streaming.tuning import collect_seldom

_IN_TURN = 16
#: part -> the functions that it is made of
_FUNCTIONS: dict[str, tuple[Callable[..., Any], ...]] = {
    "actors": (doc_actors.build_doc_actors,),
    "places": (places.find_places, event_place.event_place),
    "dates": (
        times.find_times, event_date.event_time, event_date.event_date, event_date.statement_date,
    ),
    "quantities": (quantities.find_quantities, quantities.event_quantities),
    "entities": (entities.build_entities,),
    "contexts": (contexts.contexts,),
}  # fmt: skip
_METHODS: dict[str, tuple[type, str]] = {
    "events": (EventCoder, "code"),
    "records": (MentionBuilder, "build"),
}


class Clock:
    """CPU seconds by part; what a part spends inside another counts for the other only."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._open: list[str] = []
        self._since = 0.0

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """Time spent here belongs to `name`."""
        self._switch()
        self._open.append(name)
        try:
            yield
        finally:
            self._switch()
            self._open.pop()

    def wrapped(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function with its time counted."""

        def timed(*args: Any, **options: Any) -> Any:
            with self.part(name):
                return function(*args, **options)

        return timed

    def _switch(self) -> None:
        now = time.process_time()
        if self._open:
            self.seconds[self._open[-1]] += now - self._since
        self._since = now


def shares(
    reader: Extractor, raw: Sequence[RawArticle], *, read_before: Sequence[RawArticle]
) -> dict[str, float]:
    """Seconds by part for articles that are new to it; 'model' is the bare tuned model.

    Both have read others before, as a process has that has run for a while, and both read in
    memory zones, a few articles in turn: the machine may be slower at one time than at another. The
    parts are timed on a second reading, for their clock costs time too.
    """
    collect_seldom()  # as the processes do that extract in a running service
    clock, now = Clock(), datetime.now(UTC)
    before = [unscreened(clean(item, now=now)) for item in read_before]
    with clock.part("cleaning"):
        articles = [unscreened(clean(item, now=now)) for item in raw]
    bare, model = BareModel(reader._model.nlp), 0.0
    bare.seconds(analysis_text(a.article) for a in before)
    reader.extract(before)
    with patch.object(nlp, "KEPT_WORDS", 0):
        for first in range(0, len(articles), _IN_TURN):
            part = articles[first : first + _IN_TURN]
            model += bare.seconds(analysis_text(a.article) for a in part)
            with clock.part("all of extract"):
                reader.extract(part)
        whole = clock.seconds["all of extract"]
        with _all_timed(clock):
            reader.extract(articles)
    return {**clock.seconds, "all of extract": whole, "model": model}


@contextmanager
def _all_timed(clock: Clock) -> Iterator[None]:
    """Every part's time is counted, from whatever module of the stage it is called."""
    modules = [m for n, m in sys.modules.items() if n.startswith("service.stages.extract.")]
    with ExitStack() as stack:
        for part, functions in _FUNCTIONS.items():
            for function in functions:
                timed, name = clock.wrapped(part, function), function.__name__
                for module in modules:
                    if getattr(module, name, None) is function:
                        stack.enter_context(patch.object(module, name, timed))
        for part, (owner, name) in _METHODS.items():
            timed = clock.wrapped(part, getattr(owner, name))
            stack.enter_context(patch.object(owner, name, timed))
        yield
