"""What each figure should at least (or at most) be."""

from __future__ import annotations

from typing import Final

from benchmarks.report import Figure

_GOLD: Final = {
    "actors, country and sector, lenient F1": ">= 0.75",
    "recipients, country and sector, lenient F1": ">= 0.70",
    "attribution head, stated": ">= 0.78",
    "attribution, spurious": "<= 0.10",
    "modality, core": ">= 0.95",
    "negated or hypothetical told as asserted": "<= 0.10",
}
_PLACES: Final = {"toponym_R": ">= 0.75", "country": ">= 0.95", "within_161km": ">= 0.88"}

_TARGETS: Final[dict[str, dict[str, str]]] = {
    "samples": {"typed F1": ">= 0.80", "live events per article without events": "<= 0.0"},
    "seeds_dev_gold": {
        "typed F1": ">= 0.72",
        "typed F1, alternatives": ">= 0.76",
        **_GOLD,
        "place name, stated": ">= 0.75",
        "date exact, stated": ">= 0.80",
        "date, spurious": "<= 0.05",
        "boilerplate found": ">= 0.95",
        "text wrongly marked": "<= 0.005",
    },
    "articles_dev_gold": {
        "typed F1": ">= 0.72",
        "typed F1, alternatives": ">= 0.77",
        **_GOLD,
        "live events per article without events": "<= 0.2",
    },
    "both gold sets": {"core events lost to the relevance gate": "<= 0.005"},
    "plv_train": {"type_hit": ">= 0.72", "type_given_pair": ">= 0.80", "pair_hit": ">= 0.50"},
    "ngec_headlines": {"type_hit": ">= 0.75", "mode_hit": ">= 0.65"},
    "case2021_acled": {"type_hit": ">= 0.75", "acled_F1": ">= 0.60"},
    "case2021_attribution": {"source_F1": ">= 0.70"},
    "polnear_dev": {"source_of_event": ">= 0.65"},
    "ngec_actor_tests": {"plain_all": ">= 0.80"},
    "case2021_casualties": {
        "figures_F1": ">= 0.88",
        "qualifier": ">= 0.85",
        "false_figures": "<= 0.10",
    },
    "event_location_masdar": {"place": ">= 0.60", "none_given_event": ">= 0.80"},
    "tr_news": _PLACES,
    "geovirus": _PLACES,
    "re3d": {"Person_F1": ">= 0.75", "Organisation_F1": ">= 0.75", "Location_F1": ">= 0.75"},
    "muc4_event_dates_dev": {"overlap": ">= 0.60"},
    "muc4_victims_dev": {"victim_number_F1": ">= 0.55"},
    "incidents": {"bcubed_F1": ">= 0.75", "cross_P": ">= 0.80", "cross_R": ">= 0.45"},
}


def figure(set_name: str, name: str, value: float | None, cases: int | None = None) -> Figure:
    """The measured value beside its target, if it has one."""
    target = _TARGETS.get(set_name, {}).get(name)
    if target is None:
        return Figure(set_name, name, value, cases)
    sign, bound = target.split()
    return Figure(set_name, name, value, cases, float(bound), sign == "<=")
