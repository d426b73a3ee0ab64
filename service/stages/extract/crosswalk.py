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
    "SUPPORT": "Agreement", "MOBILIZE": "Change to group/activity", "COERCE": "Other",
}  # fmt: skip

_CHEMICAL: Final = frozenset(
    {"chemical", "chlorine", "sarin", "nerve", "poison", "novichok", "poisonous"}
)
_SUICIDE: Final = frozenset({"suicide", "kamikaze"})
_SEXUAL: Final = frozenset({"rape", "sexual", "sexually", "molest", "gang-rape", "rapist"})
_DISARMING: Final = frozenset(
    {"defuse", "intercept", "disarm", "neutralise", "neutralize", "foil", "thwart", "unexploded"}
)
_ARMS: Final = frozenset(
    {"weapon", "arm", "explosive", "ammunition", "ammo", "munition", "rifle", "bomb", "grenade",
     "rocket", "missile", "mine", "landmine", "cache", "device", "gun", "drone", "detonator"}
)  # fmt: skip
_DEMONSTRATION: Final = frozenset(
    {"protester", "protestor", "protest", "demonstrator", "demonstration", "rally", "march",
     "marcher", "crowd", "sit-in"}
)  # fmt: skip
_POLICING: Final = frozenset(
    {"disperse", "intervene", "detain", "arrest", "tear", "teargas", "baton", "cannon", "prevent"}
)
_RIOTING: Final = frozenset(
    {"clash", "violent", "violence", "violently", "stone", "rock", "bottle", "petrol", "molotov",
     "torch", "riot", "rioter", "vandalise", "vandalize", "ransack", "smash", "scuffle", "loot"}
)  # fmt: skip
_TAKING: Final = frozenset(
    {"capture", "recapture", "seize", "retake", "take", "overrun", "regain", "liberate", "control",
     "recover", "reclaim", "clear", "secure", "restore", "wrest"}
)  # fmt: skip
_PUSHING: Final = frozenset({"free", "drive", "push", "purge", "expel", "oust", "dislodge"})
_GROUND: Final = frozenset(
    {"area", "village", "town", "territory", "district", "position", "city", "region", "hill"}
)
_BURNING: Final = frozenset({"burn", "torch", "loot", "arson", "ransack", "destroy", "vandalize"})
_MOB: Final = frozenset({"mob", "lynch", "stone", "villager", "crowd", "vigilante", "youth"})
_LOOTING: Final = frozenset({"loot", "looting", "looter", "plunder"})
_PREMISES: Final = frozenset({"BUS", "EDU", "REL", "MED"})
_BUILDING: Final = frozenset({"establish", "build", "construct", "erect", "set", "open"})
_BASES: Final = frozenset({"base", "outpost", "headquarters", "checkpoint", "garrison", "post"})


def acled_sub_event(
    event_type: EventType,
    modes: Sequence[str],
    actor_sectors: Collection[str],
    recipient_sectors: Collection[str],
    words: Collection[str],
) -> str | None:
    """The ACLED sub-event type that fits best, or None for acts that ACLED does not record.

    `words` are lemmas around the trigger: grenades, captured towns, burnt houses and mobs have no
    mode of their own in PLOVER. Order of the readings: ACLED codebook, hierarchy of sub-events.
    """
    actors, targets, near = set(actor_sectors), set(recipient_sectors), set(words)
    if event_type == "ASSAULT":
        return _of_assault(modes, actors, targets, near)
    if event_type == "PROTEST":
        return _of_protest(modes, actors, near)
    if event_type == "COERCE" and (found := _of_coercion(modes, actors, targets, near)):
        return found
    if event_type == "MOBILIZE" and near & _BUILDING and near & _BASES:
        return "Headquarters or base established"
    for mode, name in _BY_MODE.get(event_type, ()):
        if mode in modes:
            return name
    return _BY_TYPE.get(event_type)


def _of_protest(modes: Sequence[str], actors: set[str], near: set[str]) -> str:
    if near & _LOOTING and not near & _DEMONSTRATION:
        return "Looting/property destruction"
    violent = {"riot", "vandalize"} & set(modes) or near & _RIOTING
    if violent:
        return "Violent demonstration"
    policed = actors & {"COP", "MIL"} or near & _POLICING
    return "Protest with intervention" if policed else "Peaceful protest"


def _of_coercion(
    modes: Sequence[str], actors: set[str], targets: set[str], near: set[str]
) -> str | None:
    if near & _DEMONSTRATION and not targets & _FIGHTERS:
        return "Protest with intervention"
    if near & _ARMS and ("seize" in modes or near & _DISARMING):
        return "Disrupted weapons use"
    if "arrest" in modes:
        return "Arrests"
    if "seize" in modes and not targets and near & _TAKING and actors & _FIGHTERS:
        return _transfer(actors)
    return "Looting/property destruction" if "seize" in modes else None


def _of_assault(
    modes: Sequence[str], actors: set[str], targets: set[str], near: set[str]
) -> str | None:
    early = (
        (near & _CHEMICAL, "Chemical weapon"),
        ("explosives" in modes and near & _SUICIDE, "Suicide bomb"),
        (near & _SEXUAL, "Sexual violence"),
        (near & _DISARMING and near & _ARMS, "Disrupted weapons use"),
        ("grenade" in near and "heavy-weapons" not in modes, "Grenade"),
    )
    for fits, name in early:
        if fits:
            return name
    for mode, name in _BY_MODE["ASSAULT"]:
        if mode in modes:
            return name
    return _of_plain_force(modes, actors, targets, near)


def _of_plain_force(
    modes: Sequence[str], actors: set[str], targets: set[str], near: set[str]
) -> str:
    pushed = near & _PUSHING and near & _GROUND
    if (near & _TAKING or pushed) and not targets & _CIVILIANS:
        return _transfer(actors)
    if near & _DEMONSTRATION and "primitive" in modes and actors <= {"CVL", "OPP", "EDU", "LAB"}:
        return "Violent demonstration"
    if "destroy" in modes and targets and targets <= _PREMISES:
        return "Looting/property destruction"
    if near & _DEMONSTRATION and (actors & _STATE_FORCES) and not targets & _FIGHTERS:
        return "Excessive force against protesters"
    if near & _BURNING and not targets & (_CIVILIANS | _FIGHTERS):
        return "Looting/property destruction"
    if near & _MOB and not (actors & (_FIGHTERS | {"COP"})):
        return "Mob violence"
    return "Attack" if targets & _CIVILIANS and "torture" not in modes else _clash(actors, targets)


def _transfer(actors: set[str]) -> str:
    if actors & _STATE_FORCES:
        return "Government regains territory"
    return "Non-state actor overtakes territory"


def _clash(actors: set[str], targets: set[str]) -> str:
    fought = targets & (_FIGHTERS | {"COP"}) or actors & _FIGHTERS
    return "Armed clash" if fought else "Attack"
