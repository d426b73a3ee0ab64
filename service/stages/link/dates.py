"""How the days of two mentions fit."""

from __future__ import annotations

from typing import Final

from service.stages.link.face import Face

_NEAR_DAYS: Final = 1
_OLD_DAYS: Final = 4
_MONTH_DAYS: Final = 30
#: reports so near each other tell the same news
SAME_NEWS_DAYS: Final = 4
#: ways to fit that say that it is one day, and those that do not speak against it
SAME_DAYS: Final = frozenset({"equal days", "common days"})
NEAR: Final = SAME_DAYS | {"one dated", "one dated, near", "no days", "no days, near"}


def when(a: Face, b: Face) -> str:
    """How the days fit: those stated, else those of publication."""
    if a.days and b.days:
        gap = max(a.days.first - b.days.last, b.days.first - a.days.last, 0)
        if gap == 0:
            return "equal days" if a.days == b.days else "common days"
        return "next day" if gap == 1 else "other days"
    known, other = (a, b) if a.days else (b, a)
    if other.published is None:
        return "one dated" if known.days else "no days"
    if known.days is None:
        gap = _OLD_DAYS if known.published is None else abs(known.published - other.published)
        return f"no days, {_far(gap)}"
    if other.published < known.days.first - _NEAR_DAYS and other.modality != "future":
        return "one dated, told before"
    gap = max(other.published - known.days.last, known.days.first - other.published, 0)
    return f"one dated, {_far(gap)}"


def _far(days: int) -> str:
    if days <= _NEAR_DAYS:
        return "near"
    if days > _MONTH_DAYS:
        return "months apart"
    return "far" if days > _OLD_DAYS else "same week"


def lately(a: Face, b: Face, *, within_days: int = _NEAR_DAYS) -> bool:
    """Whether both are news of the same days, as far as is known."""
    if a.published is None or b.published is None:
        return True
    return abs(a.published - b.published) <= within_days
