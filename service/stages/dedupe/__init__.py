"""Dedupe: `screen(article, index)` says what an article repeats, and which story it tells.

Articles that come together are prepared together, which is faster: `prepare`, `screen_prepared`.
"""

from service.stages.dedupe.index import DedupeIndex, Writes
from service.stages.dedupe.prepare import Prepared, prepare
from service.stages.dedupe.screen import Screened, screen, screen_prepared

__all__ = [
    "DedupeIndex",
    "Prepared",
    "Screened",
    "Writes",
    "prepare",
    "screen",
    "screen_prepared",
]
