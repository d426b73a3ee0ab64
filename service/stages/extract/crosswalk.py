"""PLOVER records in the terms of other data sets: CAMEO root codes and ACLED sub-event types.

The CAMEO roots follow the PLOVER 2.0 appendix (with its slips corrected); the ACLED names are
those of the ACLED codebook. Both are derived, never read from the text.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from schemas.codebook import EventType

_CAMEO_ROOT: Final[dict[str, str]] = {
    "AGREE": "03", "CONSULT": "04", "SUPPORT": "05", "COOPERATE": "06", "AID": "07",
    "CONCEDE": "08", "RETREAT": "08", "REQUEST": "10", "ACCUSE": "11", "REJECT": "12",
    "THREATEN": "13", "PROTEST": "14", "MOBILIZE": "15", "SANCTION": "16", "COERCE": "17",
    "ASSAULT": "18",
}  # fmt: skip
_MILITARY_MODES: Final = frozenset({"aerial", "drone", "heavy-weapons", "firearms"})
_FIGHTERS: Final = frozenset({"MIL", "REB", "IMG", "PRM"})
_STATE_FORCES: Final = frozenset({"MIL", "COP", "GOV", "PRM"})
_CIVILIANS: Final = frozenset(
    {"CVL", "OPP", "SOC", "EDU", "REL", "LAB", "JRN", "MED", "REF", "PTY", "NGO", "BUS"}
)


def cameo_root(event_type: EventType, modes: Collection[str], sectors: Collection[str]) -> str:
    """Two digits: the CAMEO root that the record would have had."""
    if event_type == "ACCUSE" and "investigate" in modes:
        return "09"
    if event_type == "ASSAULT":
        if "unconventional" in modes:
            return "20"
        if _MILITARY_MODES & set(modes) and _FIGHTERS & set(sectors):
            return "19"
        return "19" if len(_FIGHTERS & set(sectors)) > 1 else "18"
    return _CAMEO_ROOT[event_type]


#: mode -> ACLED sub-event, first match counts
_BY_MODE: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "ASSAULT": (
        ("unconventional", "Chemical weapon"),
        ("suicide-attack", "Suicide bomb"),
        ("sexual", "Sexual violence"),
        ("abduct", "Abduction/forced disappearance"),
        ("crowd-control", "Excessive force against protesters"),
        ("drone", "Air/drone strike"),
        ("aerial", "Air/drone strike"),
        ("heavy-weapons", "Shelling/artillery/missile attack"),
        ("explosives", "Remote explosive/landmine/IED"),
    ),
    "COERCE": (
        ("seize", "Disrupted weapons use"),
        ("arrest", "Arrests"),
    ),
    "PROTEST": (
        ("riot", "Violent demonstration"),
        ("vandalize", "Violent demonstration"),
    ),
    "RETREAT": (
        ("withdraw", "Non-violent transfer of territory"),
        ("ceasefire", "Agreement"),
    ),
}
_BY_TYPE: Final[dict[str, str]] = {
    "PROTEST": "Peaceful protest", "AGREE": "Agreement", "CONCEDE": "Agreement",
    "SUPPORT": "Agreement", "MOBILIZE": "Change to group/activity",
}  # fmt: skip


def acled_sub_event(
    event_type: EventType,
    modes: Sequence[str],
    actor_sectors: Collection[str],
    recipient_sectors: Collection[str],
    words: Collection[str],
) -> str | None:
    """The ACLED sub-event type that fits best, or None for acts that ACLED does not record.

    `words` are lemmas around the trigger: grenades, captured towns, burnt houses and mobs have no
    mode of their own in PLOVER.
    """
    actors, targets = set(actor_sectors), set(recipient_sectors)
    if event_type == "ASSAULT":
        return _of_assault(modes, actors, targets, set(words))
    policed = actors & {"COP", "MIL"} or {"disperse", "intervene", "police"} & set(words)
    if event_type == "PROTEST" and policed and not {"riot", "vandalize"} & set(modes):
        return "Protest with intervention"
    for mode, name in _BY_MODE.get(event_type, ()):
        if mode in modes:
            return name
    if event_type == "COERCE":
        return "Other"
    return _BY_TYPE.get(event_type)


_TAKING: Final = frozenset(
    {"capture", "recapture", "seize", "retake", "take", "overrun", "regain", "liberate", "control"}
)
_BURNING: Final = frozenset({"burn", "torch", "loot", "arson", "ransack", "destroy", "vandalize"})
_MOB: Final = frozenset({"mob", "lynch", "stone", "villager", "crowd", "vigilante", "youth"})


def _of_assault(
    modes: Sequence[str], actors: set[str], targets: set[str], words: set[str]
) -> str | None:
    if "grenade" in words and "explosives" in modes:
        return "Grenade"
    for mode, name in _BY_MODE["ASSAULT"]:
        if mode in modes:
            return name
    if words & _TAKING and not targets & _CIVILIANS:
        return _transfer(actors)
    if words & _BURNING and not targets & (_CIVILIANS | _FIGHTERS):
        return "Looting/property destruction"
    if words & _MOB and not (actors & (_FIGHTERS | {"COP"})):
        return "Mob violence"
    return "Attack" if targets & _CIVILIANS and "torture" not in modes else _clash(actors, targets)


def _transfer(actors: set[str]) -> str:
    if actors & _STATE_FORCES:
        return "Government regains territory"
    return "Non-state actor overtakes territory"


def _clash(actors: set[str], targets: set[str]) -> str:
    fighters = (actors | targets) & (_FIGHTERS | {"COP", "UAF"})
    return "Armed clash" if fighters else "Attack"
