"""What the outputs tell: events by type, place, outlet and completeness, incidents."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

import orjson
from prometheus_client import Counter

from service import metrics
from service.streaming.outlets import OutletIndex
from service.streaming.stage import Output

_COUNTRIES = frozenset(metrics.COUNTRIES)


def count_content(outputs: Iterable[Output], outlets: OutletIndex) -> None:
    """Count one message's outputs; kinds without content metrics cost nothing."""
    for output in outputs:
        count = _BY_KIND.get(output.kind)
        if count is None:
            continue
        count({} if output.value is None else orjson.loads(output.value), outlets)


def field_result(mention: dict[str, Any], field: str) -> str:
    """`resolved`, the reason why not, or `absent` when the event needs no such field."""
    reasons = mention.get("missing") or {}
    for name, reason in reasons.items():
        if name.partition(".")[0] == field:
            return str(reason)
    return "resolved" if mention.get(field) else "absent"


def _event(mention: dict[str, Any], outlets: OutletIndex) -> None:
    if mention.get("retracted"):
        return
    _series(metrics.EVENT_TYPE, mention["type"]).inc()
    _series(metrics.EVENT_COUNTRY, _country(mention.get("place") or {})).inc()
    _series(metrics.EVENT_OUTLET, outlets.label(mention.get("outlet"))).inc()
    for field in metrics.EVENT_FIELDS:
        _series(metrics.EVENT_FIELD, field, field_result(mention, field)).inc()


@lru_cache(4096)
def _series(counter: Counter, *labels: str) -> Counter:
    """The counter with these labels: a dozen are asked for with each event."""
    return counter.labels(*labels)


def _country(place: dict[str, Any]) -> str:
    code = str(place.get("country"))
    return code if code in _COUNTRIES else "none"


def _incident(incident: dict[str, Any], _: OutletIndex) -> None:
    if not incident:
        metrics.INCIDENTS.labels("merged").inc()
        return
    metrics.INCIDENTS.labels("opened" if incident["revision"] == 1 else "revised").inc()
    for about in {conflict["about"] for conflict in incident.get("conflicts", ())}:
        metrics.CONFLICT.labels(about).inc()


_BY_KIND: dict[str, Callable[[dict[str, Any], OutletIndex], None]] = {
    "event.mention.v1": _event,
    "incident.v1": _incident,
}
