"""Dedupe: `screen(article, index)` says what an article repeats, and which story it tells."""

from service.stages.dedupe.index import DedupeIndex, Writes
from service.stages.dedupe.screen import Screened, screen

__all__ = ["DedupeIndex", "Screened", "Writes", "screen"]
