"""Where two places stand to each other."""

from __future__ import annotations

from math import cos as cosine_of
from math import radians, sqrt
from typing import Final

from service.stages.link.face import Spot

_KM_PER_DEGREE: Final = 111.2
_NEAR_KM: Final = 15.0
#: from here on two places are two, whether one of them is an area or not
_SURE_KM: Final = {False: 40.0, True: 150.0}


def where(a: Spot | None, b: Spot | None) -> str:
    """The same place, one in the other, near, elsewhere; or unclear: one is on no map."""
    if a is None or b is None:
        return "one place" if a or b else "no place"
    if a.name == b.name or (a.geonames_id is not None and a.geonames_id == b.geonames_id):
        return "same place"
    if a.name in b.names or b.name in a.names or _one_in_the_other(a.words, b.words):
        return "place within"
    apart = _kilometres(a, b)
    if apart is None:
        return "other place" if a.lat is b.lat is None else "unclear place"
    if apart <= _NEAR_KM:
        return "near place"
    return "unclear place" if apart <= _SURE_KM[a.area or b.area] else "other place"


def _one_in_the_other(one: frozenset[str], other: frozenset[str]) -> bool:
    """'Tahrir Square' and 'central Tahrir Square'."""
    return one <= other or other <= one


def _kilometres(a: Spot, b: Spot) -> float | None:
    if a.lat is None or b.lat is None or a.lon is None or b.lon is None:
        return None
    north = (a.lat - b.lat) * _KM_PER_DEGREE
    east = (a.lon - b.lon) * _KM_PER_DEGREE * cosine_of(radians(a.lat))
    return sqrt(north * north + east * east)
