"""Where two places stand to each other."""

from __future__ import annotations

from math import cos as cosine_of
from math import radians, sqrt
from typing import Final

from service.stages.link.face import Spot

_KM_PER_DEGREE: Final = 111.2
_NEAR_KM: Final = 15.0


def where(a: Spot | None, b: Spot | None) -> str:
    """The same place, one in the other, near, or elsewhere."""
    if a is None or b is None:
        return "one place" if a or b else "no place"
    if a.name == b.name or (a.geonames_id is not None and a.geonames_id == b.geonames_id):
        return "same place"
    if a.name in b.names or b.name in a.names or _one_in_the_other(a.name, b.name):
        return "place within"
    return "near place" if _near(a, b) else "other place"


def _one_in_the_other(one: str, other: str) -> bool:
    """'Tahrir Square' and 'central Tahrir Square'."""
    small, large = sorted((set(one.split()), set(other.split())), key=len)
    return small <= large


def _near(a: Spot, b: Spot) -> bool:
    if a.lat is None or b.lat is None or a.lon is None or b.lon is None:
        return False
    north = (a.lat - b.lat) * _KM_PER_DEGREE
    east = (a.lon - b.lon) * _KM_PER_DEGREE * cosine_of(radians(a.lat))
    return sqrt(north * north + east * east) <= _NEAR_KM
