"""What makes a worker's process fast beside its own work: the event loop, the garbage collector."""

from __future__ import annotations

import asyncio
import gc
import sys

#: Objects made, less those freed, before the collector looks at the young ones (Python's own: 700
#: to 2,000). A window of messages in flight alone keeps tens of thousands; none of them is garbage.
YOUNG_OBJECTS = 20_000
#: Looks at the young before one at the middle-aged, and of those before one at all.
YOUNG_LOOKS, MIDDLE_LOOKS = 5, 5

#: after so long a thread that waits may run (Python's own: 5 ms). The pool's threads hold little
#: work, but each of their turns would wait that long for the loop, and the pool for them.
SWITCH_SECONDS = 0.0005


def collect_seldom() -> None:
    """To be called once all is loaded: the collector never looks at that again, and seldom at all.

    A parsed article is tens of thousands of objects that point at each other: with less frequent
    looks at the old ones, a pool process would keep hundreds of articles for nothing.
    """
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS, YOUNG_LOOKS, MIDDLE_LOOKS)


def tune_process() -> None:
    """To be called once, when the worker's modules are loaded and before its loop starts.

    Every event loop of this process is uvloop's then, that of Faust's consumer thread too: the
    shell is bound by the loop. There is no uvloop for Windows; the standard library's does the
    same there.
    """
    collect_seldom()
    sys.setswitchinterval(SWITCH_SECONDS)
    if sys.platform != "win32":
        import uvloop

        asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())
